'use strict';

const SIX = '2025-06-10T06:00:00Z';

/** Lesson 3: materialize and read online. */
module.exports = ({ right, wrong, open }) => ({
  materialized([result]) {
    if (result.written === 5 && Date.parse(result.end) === Date.parse(SIX)) {
      return right({
        es: `de ${result.read} filas, al online store pasaron ${result.written}: la última de cada conductor`,
        en: `of ${result.read} rows, ${result.written} went to the online store: the latest of each driver`,
      });
    }
    if (Date.parse(result.end) > Date.parse(SIX)) {
      return wrong({
        what: {
          es: `materializaste hasta ${result.end}, y era hasta el 10 de junio a las 06:00 (UTC)`,
          en: `you materialized up to ${result.end}, and it was to be 10 June, 06:00 (UTC)`,
        },
        why: {
          es: 'la marca no vuelve para atrás: un incremento hasta las 6 ya no se puede hacer',
          en: 'the mark never goes back: an increment up to 6 o’clock is not possible any more',
        },
        next: {
          es: 'corregí end y ejecutá todo desde la primera celda (Run > Run All Above Selected Cell)',
          en: 'correct end and run everything from the first cell (Run > Run All Above Selected Cell)',
        },
      });
    }
    open({
      gap: 'materialize',
      what: {
        es: `con end ${result.end} se escribieron ${result.written} filas`,
        en: `with end ${result.end}, ${result.written} rows were written`,
      },
      why:
        result.written > 0
          ? {
              es: 'te quedaste corto: era hasta el 10 de junio a las 06:00 en UTC (la Z), no en hora de acá',
              en: 'it stops short: it was to be 10 June, 06:00 in UTC (the Z), not your local time',
            }
          : {
              es: 'los datos van del 26 de mayo al 10 de junio: end tiene que caer ahí adentro',
              en: 'the data go from 26 May to 10 June: end must lie in there',
            },
      hints: [
        {
          es: 'el 10 de junio a las 6, en UTC, con la forma del que está: año-mes-díaThora:minutos:segundosZ',
          en: '10 June at 6, in UTC, in the form of the one that is there: year-month-dayThour:minutes:secondsZ',
        },
        { es: "'2025-06-10T06:…Z'", en: "'2025-06-10T06:…Z'" },
      ],
    });
  },

  served(dict, statuses) {
    const seen = statuses.map(({ conv_rate }) => conv_rate).join(', ');
    if (dict.driver_id.join() === '1003,1001,9999' && seen === 'PRESENT, PRESENT, NOT_FOUND') {
      return right({
        es: 'tres pedidos, tres respuestas, en tu orden; y 9999 dice NOT_FOUND, no null a secas',
        en: 'three asked, three answered, in your order; and 9999 says NOT_FOUND, not just null',
      });
    }
    open({
      gap: 'online',
      what: {
        es: `pediste ${dict.driver_id.join(', ')}, y el pedido era 1003, 1001, 9999`,
        en: `you asked for ${dict.driver_id.join(', ')}, and the request was 1003, 1001, 9999`,
      },
      why: {
        es: 'el pedido es una lista de objetos, uno por conductor, y la respuesta sale en ese mismo orden',
        en: 'a request is a list of objects, one for each driver, and the answer keeps that order',
      },
      hints: [
        {
          es: 'cada objeto dice su join key: { driver_id: 1003 }. En la lista van tres, separados por comas',
          en: 'each object has its join key: { driver_id: 1003 }. Three of them go into the list, with commas between',
        },
        {
          es: '[{ driver_id: 1003 }, { driver_id: 1001 }, …]: el que no existe también va',
          en: '[{ driver_id: 1003 }, { driver_id: 1001 }, …]: the one that is not there goes in too',
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
        second.read > 0 && second.read < first.read
          ? {
              es: `leyó ${second.read} filas y no ${first.read}, y escribió 5: siguió desde donde había quedado`,
              en: `it read ${second.read} rows, not ${first.read}, and wrote 5: it went on from where it had stopped`,
            }
          : {
              es: 'eso: una por conductor, 5. (Si ahora la tabla dice 0 es porque la corriste de nuevo: la vez anterior ya había copiado todo)',
              en: 'that is it: one for each driver, 5. (If the table says 0 now, you ran it again: the run before had copied everything)',
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
          es: '¿cuántos conductores hay? Mirá written en la tabla del primer incremento',
          en: 'how many drivers are there? Look at written in the table of the first increment',
        },
      ],
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

  futureRefused(message) {
    if (/\nfix: /.test(String(message))) {
      return right({
        es: 'se negó, y la marca quedó donde estaba',
        en: 'it refused, and the mark stayed where it was',
      });
    }
    wrong({
      what: { es: 'no hubo error', en: 'there was no error' },
      why: {
        es: 'ese end ya no es del futuro: el reloj del store está en now',
        en: 'that end is not in the future: the store’s clock stands at now',
      },
      next: { es: 'poné un end después de las 12:30 del 10 de junio', en: 'give it an end after 12:30 on 10 June' },
    });
  },
});
