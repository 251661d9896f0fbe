'use strict';

/** Lesson 3: materialize and read online. */
module.exports = ({ right, wrong }) => ({
  materialized([result]) {
    if (result.written === 5) {
      return right({
        es: `de ${result.read} filas de historia, al online store pasaron ${result.written}: la última de cada conductor`,
        en: `of ${result.read} rows of history, ${result.written} went to the online store: the latest of each driver`,
      });
    }
    wrong({
      what: {
        es: `se escribieron ${result.written} filas y esperaba 5`,
        en: `${result.written} rows were written, and I expected 5`,
      },
      why: {
        es: 'son cinco conductores y se guarda una fila por conductor; si la celda ya corrió, no queda nada nuevo',
        en: 'there are five drivers, and one row is kept for each; if the cell ran before, nothing new is left',
      },
      next: { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' },
    });
  },

  served(dict, statuses) {
    const present = statuses.every((row) => Object.values(row).every((status) => status === 'PRESENT'));
    if (present && dict.driver_id.length === 2) {
      return right({
        es: 'dos conductores pedidos, dos contestados, los dos PRESENT',
        en: 'two drivers asked for, two answered, both PRESENT',
      });
    }
    wrong({
      what: {
        es: `llegó ${JSON.stringify(statuses)} y esperaba PRESENT en los dos`,
        en: `I got ${JSON.stringify(statuses)} and expected PRESENT for both`,
      },
      why: {
        es: 'NOT_FOUND quiere decir que nadie materializó ese conductor; OUTSIDE_MAX_AGE, que su valor ya venció',
        en: 'NOT_FOUND means that nobody materialized that driver; OUTSIDE_MAX_AGE, that its value is too old',
      },
      next: {
        es: 'ejecutá la celda de materializeIncremental y pedí conductores de 1001 a 1005',
        en: 'run the materializeIncremental cell, and ask for drivers from 1001 to 1005',
      },
    });
  },

  stored(table, dict) {
    const same = dict.driver_id.every((id, i) =>
      table.some((row) => row.driver_id === id && row.conv_rate === dict.conv_rate[i]),
    );
    if (same && table.length === 5) {
      return right({
        es: 'lo que sirve getOnlineFeatures es lo que está en la tabla, sin magia en el medio',
        en: 'what getOnlineFeatures serves is what the table holds, no magic in between',
      });
    }
    wrong({
      what: {
        es: `la tabla tiene ${table.length} filas y no coincide con lo que leíste online`,
        en: `the table has ${table.length} rows and does not match what you read online`,
      },
      why: {
        es: 'seguramente materializaste de nuevo entre una celda y la otra',
        en: 'you probably materialized again between the two cells',
      },
      next: {
        es: 'ejecutá de nuevo la lectura online y después el SELECT',
        en: 'run the online read again, then the SELECT',
      },
    });
  },

  increment([first], [second]) {
    if (second.start === first.end && second.read < first.read / 10) {
      return right({
        es: `el segundo leyó ${second.read} filas y no ${first.read}: siguió desde donde había quedado`,
        en: `the second one read ${second.read} rows, not ${first.read}: it went on from where the first had stopped`,
      });
    }
    wrong({
      what: {
        es: `el segundo empezó en ${second.start} y el primero terminó en ${first.end}`,
        en: `the second began at ${second.start}, and the first ended at ${first.end}`,
      },
      why: {
        es: 'el registry recuerda hasta dónde llegó cada feature view; si repetís la celda, empieza desde la marca nueva',
        en: 'the registry remembers how far each feature view got; run the cell twice and it begins at the new mark',
      },
      next: { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' },
    });
  },

  fast(timing) {
    if (timing.p50 < 2) {
      return right({
        es: 'la mitad de las lecturas tarda bastante menos que los 2 ms de la clase',
        en: 'half of the reads take far less than the class’s 2 ms',
      });
    }
    wrong({
      what: {
        es: `la mediana fue de ${timing.p50.toFixed(2)} ms, más que los 2 ms de la clase`,
        en: `the median was ${timing.p50.toFixed(2)} ms, more than the class’s 2 ms`,
      },
      why: {
        es: 'una lectura son microsegundos: otro programa está usando la máquina (o el disco)',
        en: 'a read takes microseconds: some other program is using the machine (or the disk)',
      },
      next: {
        es: 'cerrá lo que no uses y ejecutá la celda otra vez',
        en: 'close what you do not need and run the cell again',
      },
    });
  },

  backfill(before, after, [result]) {
    if (JSON.stringify(before) === JSON.stringify(after) && result.written === 0) {
      return right({
        es: `el backfill leyó ${result.read} filas viejas y no pisó nada: gana lo más nuevo`,
        en: `the backfill read ${result.read} old rows and overwrote nothing: newer wins`,
      });
    }
    wrong({
      what: {
        es: `el backfill escribió ${result.written} filas`,
        en: `the backfill wrote ${result.written} rows`,
      },
      why: {
        es: 'solo escribe si en la tabla no había nada más nuevo',
        en: 'it writes only where the table held nothing newer',
      },
      next: {
        es: 'ejecutá los dos materializeIncremental de arriba y después esta celda',
        en: 'run the two materializeIncremental cells above, then this one',
      },
    });
  },
});
