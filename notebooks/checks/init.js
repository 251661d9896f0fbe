'use strict';

/** Lesson 1: one number with two owners, and the registry. */
module.exports = ({ right, wrong, open }) => ({
  sameNumber(training, production) {
    if (training > 0 && training < 1 && production === training) {
      return right({
        es: `los dos dicen ${training}. Por hoy (y con la zona escrita: sin Z ni -03:00, Date toma la de la máquina)`,
        en: `both say ${training}. For today (and with the zone in it: without Z or -03:00, Date takes the machine’s)`,
      });
    }
    if (!Number.isFinite(production)) return notATime(open, production);
    open({
      gap: 'production',
      what: {
        es: `el entrenamiento dice ${short(training)} y producción ${short(production)}: eso es skew`,
        en: `training says ${short(training)}, production ${short(production)}: that is skew`,
      },
      why: {
        es: 'la fórmula es la misma; lo que cambia es a qué hora empieza hoy',
        en: 'the formula is the same; what differs is the hour at which today begins',
      },
      hints: [
        {
          es: 'la medianoche de Buenos Aires son las 03:00 en UTC: Bruno pierde tres filas',
          en: 'midnight in Buenos Aires is 03:00 in UTC: Bruno misses three rows',
        },
        { es: 'Z quiere decir UTC; -03:00, Buenos Aires', en: 'Z means UTC; -03:00 means Buenos Aires' },
      ],
    });
  },

  named(predicted, changes) {
    const real = Object.fromEntries([...changes.created, ...changes.unchanged].map(({ kind, name }) => [kind, name]));
    const kinds = { entity: 'entity', source: 'data source', view: 'feature view' };
    const missed = Object.keys(kinds).filter((key) => predicted[key] !== real[kinds[key]]);
    if (missed.length === 0) {
      return right({
        es: 'los tres nombres, más un feature service: lo que pide un modelo, en su orden',
        en: 'all three names, and a feature service: what one model asks for, in its order',
      });
    }
    open({
      gap: 'names',
      what: {
        es: `todavía no es ese nombre: ${missed.map((key) => `${key} '${predicted[key]}'`).join(', ')}`,
        en: `not that name yet: ${missed.map((key) => `${key} '${predicted[key]}'`).join(', ')}`,
      },
      why: {
        es: 'cuenta el nombre que está en name: y entre comillas, no el de la variable',
        en: 'the name that counts is the one in quotes after name:, not the variable’s',
      },
      hints: [
        {
          es: 'la entity es la de entity({ name: … }); el source, el de fileSource; la view, el de featureView',
          en: 'the entity is that of entity({ name: … }); the source, of fileSource; the view, of featureView',
        },
        {
          es: 'están en la tabla de arriba, columna name',
          en: 'they are in the table above, in the column name',
        },
      ],
    });
  },

  foundFolder(answer) {
    if (String(answer).includes('No changes')) {
      return right({
        es: 'el mismo comando, en la carpeta correcta: la línea fix tenía razón',
        en: 'the same command, in the right folder: the fix line knew',
      });
    }
    open({
      gap: 'folder',
      what: {
        es: 'el comando no encontró el repositorio',
        en: 'the command did not find the repository',
      },
      why: {
        es: 'apply lo busca en la carpeta donde estás parado (los comandos que leen, también en las de arriba), nunca en las de abajo',
        en: 'apply looks in the folder you stand in (commands that read, also in those above), never in those below',
      },
      hints: [
        { es: 'el error termina con: fix: add -c driver_repo', en: 'the error ends in: fix: add -c driver_repo' },
        {
          es: "agregale dos palabras a la llamada: elsewhere('apply', '-c', …)",
          en: "give the call two more words: elsewhere('apply', '-c', …)",
        },
      ],
    });
  },

  listed(text) {
    if (String(text).includes('driver_hourly_stats')) {
      return right({
        es: 'el registry contesta por nombre, sin abrir features.ts',
        en: 'the registry answers by name, without opening features.ts',
      });
    }
    wrong({
      what: { es: 'driver_hourly_stats no está en la lista', en: 'driver_hourly_stats is not in the list' },
      why: {
        es: 'el CLI muestra lo que está en el registry, no lo que está en features.ts',
        en: 'the CLI shows what is in the registry, not what is in features.ts',
      },
      next: { es: 'ejecutá la celda de apply y después esta', en: 'run the apply cell, then this one' },
    });
  },

  refused(message) {
    if (/\bfix: /.test(String(message))) {
      return right({
        es: 'se negó antes de anotar nada, con el archivo, la columna y cómo arreglarlo',
        en: 'it refused before writing anything down, with the file, the column and the way out',
      });
    }
    wrong({
      what: { es: 'no hubo error', en: 'there was no error' },
      why: {
        es: 'conv_rate sigue declarado float32, que es lo que dice el archivo',
        en: 'conv_rate is still declared float32, which is what the file says',
      },
      next: {
        es: 'ejecutá otra vez la celda de arriba, entera',
        en: 'run the cell above again, all of it',
      },
    });
  },
});

/** The mean of no row at all. */
function notATime(open, production) {
  open({
    gap: 'production',
    what: { es: `producción dio ${production}`, en: `production gave ${production}` },
    why: {
      es: 'ninguna fila pasó el filtro: esa hora no tiene la forma que espera Date',
      en: 'no row passed the filter: that time does not have the form that Date expects',
    },
    hints: [
      {
        es: "la forma es año-mes-díaThora:minutos:segundos, y la zona: '2025-06-10T00:00:00-03:00'",
        en: "the form is year-month-dayThour:minutes:seconds, and the zone: '2025-06-10T00:00:00-03:00'",
      },
      { es: 'Z quiere decir UTC; -03:00, Buenos Aires', en: 'Z means UTC; -03:00 means Buenos Aires' },
    ],
  });
}

function short(value) {
  return typeof value === 'number' ? value.toFixed(4) : String(value);
}
