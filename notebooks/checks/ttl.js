'use strict';

/** Under a TTL of a day: three of the five drivers sent nothing for longer. */
const OLD = [1003, 1004, 1005];

/** Why each driver reads as null, in either language. */
const REASONS = {
  1005: ['vencido', 'expired'],
  1006: ['null en el origen', 'null in the source'],
  1007: ['sin materializar', 'not materialized'],
  9999: ['desconocido', 'unknown'],
};

const FROM_THE_FIRST = { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' };

const BOUND_HINTS = [
  {
    es: 'el borde es event_timestamp + TTL: 8 de junio a las 12:00, más 7 días',
    en: 'the bound is event_timestamp + TTL: 8 June, 12:00, plus 7 days',
  },
  {
    es: "8 + 7 = 15, a la misma hora: 'AAAA-MM-DDTHH:MM:SSZ', con la Z del final",
    en: "8 + 7 = 15, at the same hour: 'YYYY-MM-DDTHH:MM:SSZ', with the Z at the end",
  },
];

/** Lesson 4: TTL. */
module.exports = ({ right, wrong, open }) => ({
  sixWritten([result]) {
    if (result.written === 6) {
      return right({
        es: 'seis filas en el online store: la última de cada conductor, por vieja que sea. De 1007, nada todavía',
        en: 'six rows in the online store: one for each driver, the latest it has, however old. Of 1007, nothing yet',
      });
    }
    wrong({
      what: {
        es: `se escribieron ${result.written} filas y esperaba 6`,
        en: `${result.written} rows were written, and I expected 6`,
      },
      why: {
        es: 'son los conductores 1001 a 1006, hasta las 12:15',
        en: 'they are the drivers 1001 to 1006, up to 12:15',
      },
      next: FROM_THE_FIRST,
    });
  },

  expired(predicted, rows) {
    const nulls = rows.filter(({ conv_rate }) => conv_rate === null).map(({ driver_id }) => driver_id);
    if (nulls.join() !== OLD.join()) {
      return wrong({
        what: {
          es: `con TTL de 1 día tendrían que vencer 1003, 1004 y 1005, y vencieron ${nulls.join(', ') || 'ninguno'}`,
          en: `under a TTL of 1 day 1003, 1004 and 1005 should have expired, and ${nulls.join(', ') || 'none'} did`,
        },
        why: {
          es: 'features.ts ya no dice 1d (cambiaste el TTL más abajo y volviste), o el repositorio es de otra corrida',
          en: 'features.ts no longer says 1d (you changed the TTL further down and came back), or the repository is of another run',
        },
        next: FROM_THE_FIRST,
      });
    }
    if ([...predicted].sort().join() === OLD.join()) {
      return right({
        es: 'predijiste los tres: más de un día de edad se lee null, y el status dice por qué (OUTSIDE_MAX_AGE)',
        en: 'you predicted all three: older than a day reads null, and the status says why (OUTSIDE_MAX_AGE)',
      });
    }
    open({
      gap: 'expired',
      what: {
        es: `predijiste ${predicted.join(', ') || 'ninguno'}, y no son los que dan null`,
        en: `you predicted ${predicted.join(', ') || 'none'}, and those are not the ones that read null`,
      },
      why: {
        es: 'vive lo que tiene un día o menos a las 12:30 del 10 de junio',
        en: 'what is a day old or less at 12:30 on 10 June is alive',
      },
      hints: [
        {
          es: 'un día antes de ahora es el 9 de junio a las 12:30: ¿quiénes dejaron de mandar datos antes?',
          en: 'a day before now is 9 June, 12:30: which drivers stopped sending data before that?',
        },
        {
          es: 'en la figura son las cruces. Escribilos así: [1001, 1002], con los números que sean',
          en: 'in the figure they are the crosses. Write them like this: [1001, 1002], with the right numbers',
        },
      ],
    });
  },

  alive(rows) {
    const statuses = rows.map(({ status }) => status).join();
    if (statuses === 'PRESENT,PRESENT,PRESENT,PRESENT,OUTSIDE_MAX_AGE') {
      return right({
        es: '1003 y 1004 volvieron sin materializar: el TTL se aplica al leer. 1005 tiene nueve días: sigue vencido',
        en: '1003 and 1004 are back, with no new materialize: the TTL is applied at the read. 1005 is too old',
      });
    }
    wrong({
      what: { es: `los status son ${statuses}`, en: `the statuses are ${statuses}` },
      why: {
        es: 'el store usa lo que dice el registry: editar features.ts no alcanza, falta apply',
        en: 'the store uses what the registry says: editing features.ts is not enough, it takes an apply',
      },
      next: FROM_THE_FIRST,
    });
  },

  bound(atTheBound, oneMore) {
    if (atTheBound === 'PRESENT' && oneMore === 'OUTSIDE_MAX_AGE') {
      return right({
        es: 'ese es: con edad exactamente igual al TTL, vive; un microsegundo más y ya no',
        en: 'that is it: at exactly the TTL’s age it lives; one microsecond more and it does not',
      });
    }
    if (atTheBound === 'NOT_FOUND') {
      return open({
        gap: 'bound',
        what: {
          es: 'en ese instante el valor todavía no existía: es del 8 de junio a las 12:00',
          en: 'at that instant the value did not exist yet: it is from 8 June, 12:00',
        },
        why: {
          es: 'el TTL se suma a la hora del valor, no se resta',
          en: 'the TTL is added to the value’s time, not taken away',
        },
        hints: BOUND_HINTS,
      });
    }
    const early = atTheBound === 'PRESENT';
    open({
      gap: 'bound',
      what: {
        es: early ? 'un microsegundo después todavía vive' : `en ese instante ya no vive (${atTheBound})`,
        en: early
          ? 'one microsecond later it is still alive'
          : `at that instant it is not alive any more (${atTheBound})`,
      },
      why: {
        es: early ? 'el último instante es más tarde' : 'el último instante es más temprano',
        en: early ? 'the last instant is later' : 'the last instant is earlier',
      },
      hints: BOUND_HINTS,
    });
  },

  reasons(mine) {
    const missed = Object.keys(REASONS).filter(
      (driver) => !REASONS[driver].includes(String(mine[driver]).trim().toLowerCase()),
    );
    if (missed.length === 0) {
      return right({
        es: 'cuatro null iguales, cuatro motivos. Dos comparten status (NOT_FOUND): solo explain los distingue',
        en: 'four equal nulls, four reasons. Two share a status (NOT_FOUND): explain alone tells them apart',
      });
    }
    open({
      gap: 'reasons',
      what: {
        es: `todavía no está bien: ${missed.join(', ')}`,
        en: `not right yet: ${missed.join(', ')}`,
      },
      why: {
        es: 'cada motivo se arregla distinto, así que conviene no confundirlos',
        en: 'each reason has another cure, so it is worth not mixing them up',
      },
      hints: [
        {
          es: 'leé explain: si offline tiene una fila y online no, falta materializar; si ninguno, no existe',
          en: 'read explain: a row offline and none online was not materialized; none on either is unknown',
        },
        {
          es: '«older than the TTL» es vencido; «its value is null in the source» es null en el origen',
          en: '“older than the TTL” is expired; “its value is null in the source” is null in the source',
        },
      ],
    });
  },

  outside(rows) {
    const nulls = rows.map(({ conv_rate }) => (conv_rate === null ? 'null' : '1')).join();
    if (nulls === 'null,1,null') {
      return right({
        es: 'la del medio encuentra su valor. Antes de los datos no hay nada; nueve días después, ya venció',
        en: 'the one in the middle finds its value. Before the data there is nothing; nine days later it has expired',
      });
    }
    wrong({
      what: {
        es: `esperaba null, un valor y null; llegó ${nulls}`,
        en: `I expected null, a value and null; I got ${nulls}`,
      },
      why: {
        es: 'el TTL cuenta hacia atrás desde la hora de cada pregunta, y acá tiene que ser de 7 días',
        en: 'the TTL counts back from each question’s time, and here it must be 7 days',
      },
      next: {
        es: 'ejecutá la celda que pone el TTL en 7d y después esta',
        en: 'run the cell that sets the TTL to 7d, then this one',
      },
    });
  },

  caughtUp(online) {
    if (online.status === 'PRESENT' && online.value === 0.5) {
      return right({
        es: 'apareció 1007: el dato siempre estuvo en el archivo, y ahora también en el online store',
        en: '1007 is here: the data were in the file all along, and now they are in the online store too',
      });
    }
    wrong({
      what: { es: `1007 sigue en ${online.status}`, en: `1007 is still ${online.status}` },
      why: {
        es: 'el incremento tiene que llegar por lo menos hasta las 12:20, la hora de su dato',
        en: 'the increment must reach at least 12:20, the time of its data',
      },
      next: {
        es: 'ejecutá de nuevo esa celda; si no alcanza, todo desde la primera',
        en: 'run that cell again; if that does not help, everything from the first one',
      },
    });
  },

  noLimit(forever, mended) {
    if (forever[4].status === 'PRESENT' && mended[4].status === 'OUTSIDE_MAX_AGE') {
      return right({
        es: 'sin límite, un dato de nueve días se sirve sin una sola advertencia. Con 7d vuelve a ser null, y se nota',
        en: 'without a limit, data nine days old are served without a warning. Under 7d: null again, and it shows',
      });
    }
    wrong({
      what: {
        es: `sin TTL dio ${forever[4].status}, y con 7d ${mended[4].status}`,
        en: `without a TTL it gave ${forever[4].status}, and under 7d ${mended[4].status}`,
      },
      why: {
        es: "ttl '0s' es «sin límite»; después de cada setTtl hace falta un apply",
        en: "ttl '0s' means “no limit”; after each setTtl there must be an apply",
      },
      next: { es: 'dejá esa celda como estaba y ejecutala entera', en: 'leave that cell as it was, and run all of it' },
    });
  },

  badTtl(message, rows) {
    if (/not a duration/.test(message) && /fix:/.test(message) && rows[3].status === 'PRESENT') {
      return right({
        es: 'apply se negó, dijo cómo se escribe, y el registry quedó como estaba',
        en: 'apply refused, said how it is written, and the registry stayed as it was',
      });
    }
    wrong({
      what: {
        es: `esperaba un error con su «fix:»; llegó ${message}`,
        en: `I expected an error with its “fix:”; I got ${message}`,
      },
      why: {
        es: "un TTL es un número y una unidad, sin espacio: '1d', '90m'",
        en: "a TTL is a number and a unit, without a space: '1d', '90m'",
      },
      next: { es: "dejá '1 day' en esa celda y ejecutala", en: "leave '1 day' in that cell, and run it" },
    });
  },

  explained(text) {
    if (/OUTSIDE_MAX_AGE/.test(text) && /2025-06-01T06:00:00Z/.test(text)) {
      return right({
        es: 'el mismo porqué, desde cualquier terminal: sin notebook y sin el servicio',
        en: 'the same reason, from any terminal: without a notebook and without the service',
      });
    }
    wrong({
      what: { es: 'el comando no explicó el valor de 1005', en: 'the command did not explain the value of 1005' },
      why: {
        es: 'necesita el repositorio aplicado y materializado, y el TTL en 7d',
        en: 'it needs the repository applied and materialized, and the TTL at 7d',
      },
      next: FROM_THE_FIRST,
    });
  },
});
