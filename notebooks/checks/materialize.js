'use strict';

/** Lesson 3: materialize and read online. */
module.exports = ({ right, wrong, open }) => ({
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
    const seen = statuses.map(({ conv_rate }) => conv_rate).join(', ');
    if (dict.driver_id.join() === '1003,1001,9999' && seen === 'PRESENT, PRESENT, NOT_FOUND') {
      return right({
        es: 'tres pedidos, tres respuestas, en tu orden: 9999 no existe y lo dice, NOT_FOUND, en vez de un null a secas',
        en: 'three asked, three answered, in your order: 9999 is not there and says so, NOT_FOUND, not just null',
      });
    }
    open({
      gap: 'online',
      what: {
        es: `pediste ${dict.driver_id.join(', ')} y volvió ${seen}`,
        en: `you asked for ${dict.driver_id.join(', ')}, and ${seen} came back`,
      },
      why: {
        es: 'el pedido es una lista de objetos, uno por conductor, y la respuesta sale en ese mismo orden',
        en: 'a request is a list of objects, one for each driver, and the answer keeps that order',
      },
      hints: [
        {
          es: 'cada objeto dice su join key: { driver_id: 1003 }. Faltan dos más en la lista',
          en: 'each object has its join key: { driver_id: 1003 }. Two more belong in the list',
        },
        {
          es: '[{ driver_id: 1003 }, { driver_id: 1001 }, …]: ¿y el que no existe?',
          en: '[{ driver_id: 1003 }, { driver_id: 1001 }, …]: and the one that is not there?',
        },
      ],
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
        es: 'se sirve lo que hay en la tabla; seguramente otra cosa escribió en el medio',
        en: 'what is served is what the table holds; something else probably wrote in between',
      },
      next: {
        es: 'ejecutá otra vez la celda de SQLite',
        en: 'run the SQLite cell again',
      },
    });
  },

  increment(predicted, [first], [second]) {
    const again = second.start !== first.end;
    if (predicted === 5 && (again || second.written === 5)) {
      return right(
        again
          ? { es: 'eso: una por conductor, 5', en: 'that is it: one for each driver, 5' }
          : {
              es: `leyó ${second.read} filas y no ${first.read}, y escribió 5: siguió desde donde había quedado`,
              en: `it read ${second.read} rows, not ${first.read}, and wrote 5: it went on from where it had stopped`,
            },
      );
    }
    open({
      gap: 'increment',
      what: {
        es: `tu predicción dice ${predicted}`,
        en: `your prediction says ${predicted}`,
      },
      why: {
        es: 'leer es una cosa y escribir otra: el online store guarda una fila por conductor',
        en: 'reading is one thing and writing another: the online store keeps one row for each driver',
      },
      hints: [
        {
          es: 'de las filas de las 7, 8, … y 12 de un mismo conductor, ¿cuántas le sirven a producción?',
          en: 'of one driver’s rows of 7, 8, … and 12 o’clock, how many does production need?',
        },
        {
          es: '¿cuántos conductores hay? Mirá la columna written',
          en: 'how many drivers are there? Look at the column written',
        },
      ],
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
