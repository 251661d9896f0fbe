'use strict';

/** Lesson 2: the point-in-time join. */
module.exports = ({ right, wrong, open }) => ({
  joined(questions, rows) {
    const same = (row, i) =>
      row.driver_id === questions[i].driver_id && row.event_timestamp === questions[i].event_timestamp;
    if (rows.length > 0 && rows.length === questions.length && rows.every(same)) {
      return right({
        es: `entraron ${questions.length} preguntas y salieron ${rows.length} filas, en el mismo orden`,
        en: `${questions.length} questions went in, ${rows.length} rows came out, in the same order`,
      });
    }
    wrong({
      what: {
        es: `entraron ${questions.length} preguntas y salieron ${rows.length} filas, o en otro orden`,
        en: `${questions.length} questions went in and ${rows.length} rows came out, or in another order`,
      },
      why: {
        es: 'el join responde cada pregunta con una fila: rows y entityDf no son de la misma corrida',
        en: 'the join answers each question with one row: rows and entityDf are not of the same run',
      },
      next: {
        es: 'ejecutá otra vez la celda de arriba, entera',
        en: 'run the cell above again, all of it',
      },
    });
  },

  byHand(winner, row) {
    if (typeof row.conv_rate === 'number' && winner?.conv_rate === row.conv_rate) {
      return right({
        es: `ganó la misma fila: ${winner.conv_rate} a mano y ${row.conv_rate} en el join, bit a bit (a las 15:30 da igual < o <=; a las 15:00 en punto no: el borde cuenta)`,
        en: `the same row won: ${winner.conv_rate} by hand and ${row.conv_rate} in the join, bit for bit (at 15:30 < and <= do the same; at 15:00 sharp they do not: the bound counts)`,
      });
    }
    const mistake = mistakeOf(winner);
    open({
      gap: 'winner',
      ...mistake,
      hints: [
        {
          es: 'el filtro deja pasar una fila cuando lo que está después de => es verdadero: compará row.event_timestamp con question',
          en: 'the filter lets a row pass when what follows => is true: compare row.event_timestamp with question',
        },
        {
          es: '(row) => row.event_timestamp <= …',
          en: '(row) => row.event_timestamp <= …',
        },
      ],
    });
  },

  leaked(count, naive) {
    const future = naive.filter((row) => row.feature_time > row.event_timestamp).length;
    if (future > 0 && count === future) {
      return right({
        es: `las ${future}: cada una usa una fila que todavía no existía cuando se hizo la pregunta. Eso es leakage`,
        en: `all ${future}: each one uses a row that did not exist yet when the question was asked. That is leakage`,
      });
    }
    if (Array.isArray(count)) return aList(open, count);
    open({
      gap: 'naive',
      what: {
        es: `contaste ${count} filas del futuro`,
        en: `you counted ${count} rows from the future`,
      },
      why: {
        es: 'una fila es del futuro cuando su feature_time es posterior a su event_timestamp, la hora de la reserva',
        en: 'a row is from the future when its feature_time is later than its event_timestamp, the time of the booking',
      },
      hints: [
        {
          es: 'naive.filter((row) => …) deja las que cumplen; .length las cuenta',
          en: 'naive.filter((row) => …) keeps those that fit; .length counts them',
        },
        {
          es: 'naive.filter((row) => row.feature_time > …).length',
          en: 'naive.filter((row) => row.feature_time > …).length',
        },
      ],
    });
  },

  broken(scores) {
    const { validation, production } = scores['LEFT JOIN'];
    const honest = scores['point-in-time'];
    const promised = `${validation} → ${production}`;
    if (
      validation === 1 &&
      production > 0.6 &&
      production < 0.8 &&
      honest.production === honest.validation &&
      honest.production > production
    ) {
      return right({
        es: `LEFT JOIN: ${promised}. Point-in-time: prometió ${honest.validation} y cumplió`,
        en: `LEFT JOIN: ${promised}. Point-in-time: promised ${honest.validation} and kept it`,
      });
    }
    open({
      gap: 'scores',
      what: {
        es: `LEFT JOIN: ${promised}. Demasiado bueno para ser producción`,
        en: `LEFT JOIN: ${promised}. Too good to be production`,
      },
      why: {
        es: 'en producción, al reservar, la fila de la hora del viaje todavía no existe: llega lo que se sabía',
        en: 'in production, at booking time, the row of the trip’s hour is not there yet: what was known is what comes',
      },
      hints: [
        {
          es: 'hay dos juegos de filas: naive y honest. ¿Cuál trae solo lo que se sabía al reservar?',
          en: 'there are two sets of rows: naive and honest. Which one has only what was known at booking time?',
        },
        { es: 'const inProduction = honest;', en: 'const inProduction = honest;' },
      ],
    });
  },

  noMatch(rows) {
    if (rows.length === 1 && rows[0].conv_rate === null) {
      return right({
        es: 'sin dato para esa hora: la fila queda, con null. Nunca se pierde una pregunta',
        en: 'no data for that time: the row stays, with null. No question is ever lost',
      });
    }
    wrong({
      what: {
        es: `esperaba una fila con null y llegó ${JSON.stringify(rows)}`,
        en: `I expected one row with null and got ${JSON.stringify(rows)}`,
      },
      why: {
        es: 'los datos empiezan el 26 de mayo de 2025: antes de eso no hay nada que encontrar',
        en: 'the data begin on 26 May 2025: before that there is nothing to find',
      },
      next: { es: 'preguntá por el 1 de mayo de 2025', en: 'ask for 1 May 2025' },
    });
  },

  edge(time, row) {
    if (secondOf(time) === secondOf('2025-06-09T13:59:59Z') && typeof row.conv_rate === 'number') {
      return right({
        es: 'un segundo más, y gana la de las 14:00: el borde cuenta',
        en: 'one more second and the 14:00 row wins: the bound counts',
      });
    }
    open({
      gap: 'edge',
      what: { es: `probaste con ${time}`, en: `you tried ${time}` },
      why: {
        es: 'la fila de las 13:00 gana mientras no haya llegado la hora de la siguiente, la de las 14:00',
        en: 'the 13:00 row wins until the time of the next one, 14:00, has come',
      },
      hints: [
        {
          es: 'a las 14:00:00 en punto ya gana la de las 14:00',
          en: 'at 14:00:00 sharp the 14:00 row already wins',
        },
        { es: 'un segundo antes de las 14:00:00', en: 'one second before 14:00:00' },
      ],
    });
  },

  cutoff(strict, rows) {
    const differ = strict.filter((row, i) => row.conv_rate !== rows[i].conv_rate).map((row) => row.event_timestamp);
    if (differ.join() === '2025-06-09T08:00:00Z,2025-06-09T15:30:00Z') {
      return right({
        es: 'cambian dos: a las 08:00 en punto la fila de esa hora aún no estaba escrita, y a las 15:30 la corrección no había llegado',
        en: 'two change: at 08:00 sharp that hour’s row was not written yet, and at 15:30 the correction had not arrived',
      });
    }
    wrong({
      what: {
        es: `cambiaron ${differ.length} respuestas y esperaba dos: la de las 08:00 y la de las 15:30`,
        en: `${differ.length} answers changed, and I expected two: those of 08:00 and of 15:30`,
      },
      why: {
        es: 'createdCutoff descarta lo que se escribió después de la pregunta',
        en: 'createdCutoff leaves out what was written after the question',
      },
      next: {
        es: 'pasá { createdCutoff: true } y usá el mismo entityDf',
        en: 'pass { createdCutoff: true } and use the same entityDf',
      },
    });
  },

  cheaper(all, week) {
    if (week.rows > 0 && week.rows < all.rows / 2 && week.bytes < all.bytes / 2) {
      const times = Math.floor(all.bytes / week.bytes);
      return right({
        es: `con el filtro se leyó ${times} veces menos. En un warehouse que cobra por byte, la factura baja igual`,
        en: `with the filter, ${times} times less was read. Where a warehouse bills by the byte, the bill shrinks just as much`,
      });
    }
    wrong({
      what: {
        es: `con filtro ${week.rows} filas, sin filtro ${all.rows}`,
        en: `${week.rows} rows with the filter, ${all.rows} without`,
      },
      why: {
        es: 'el filtro saltea los bloques del archivo que caen enteros fuera de su rango',
        en: 'the filter skips the blocks of the file that lie wholly outside of its range',
      },
      next: { es: 'poné { from, to } con una semana', en: 'give it { from, to } with one week' },
    });
  },

  overflowed(tensor, arrow) {
    if (tensor === -1294967296 && arrow === 3000000000n) {
      return right({
        es: 'mismo pedido: 3000000000 en Arrow, -1294967296 en el tensor. 32 bits no alcanzan',
        en: 'same order: 3000000000 in Arrow, -1294967296 in the tensor. 32 bits are not enough',
      });
    }
    wrong({
      what: { es: `salió ${tensor} y ${arrow}`, en: `${tensor} and ${arrow} came out` },
      why: {
        es: 'un int32 llega hasta 2147483647; lo que pasa de ahí da la vuelta',
        en: 'an int32 ends at 2147483647; what goes beyond wraps around',
      },
      next: { es: 'usá 3_000_000_000 como order_id', en: 'use 3_000_000_000 as the order_id' },
    });
  },
});

/** In any form that the library reads; without a zone it is UTC. */
function secondOf(time) {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(time);
  return Math.floor(Date.parse(hasZone ? time : `${time}Z`) / 1000);
}

/** What went wrong in the hand-made join of 15:30, by the row that won. */
function mistakeOf(winner) {
  if (!(winner?.event_timestamp instanceof Date)) {
    return {
      what: { es: 'a mano no ganó ninguna fila', en: 'by hand no row won' },
      why: {
        es: 'el filtro no dejó pasar ninguna. Con llaves, (row) => { … }, hace falta un return: mejor sin llaves',
        en: 'the filter let none pass. With braces, (row) => { … }, it needs a return: better without them',
      },
    };
  }
  const time = winner.event_timestamp.toISOString().slice(0, 16);
  if (time === '2025-06-09T15:00') {
    return {
      what: {
        es: 'ganó la fila de las 15:00, pero sin su corrección',
        en: 'the 15:00 row won, but without its correction',
      },
      why: {
        es: '¿filtraste por created? Bien pensado: eso es createdCutoff, está en los extras. Acá cuenta event_timestamp',
        en: 'did you filter by created? Well thought: that is createdCutoff, in the extras. Here event_timestamp counts',
      },
    };
  }
  return {
    what: {
      es: `a mano ganó la fila de ${time}, y la pregunta es de 2025-06-09T15:30`,
      en: `by hand the ${time} row won, and the question is asked at 2025-06-09T15:30`,
    },
    why: {
      es: 'a las 15:30 solo se conocen las filas de las 15:30 o de antes',
      en: 'at 15:30 only the rows of 15:30 or earlier are known',
    },
  };
}

function aList(open, rows) {
  open({
    gap: 'naive',
    what: {
      es: `eso es una lista de ${rows.length} filas, no un número`,
      en: `that is a list of ${rows.length} rows, not a number`,
    },
    why: {
      es: 'filter devuelve las filas; falta contarlas',
      en: 'filter gives the rows; they are still to be counted',
    },
    hints: [
      { es: 'agregale .length al final', en: 'put .length at its end' },
      { es: 'naive.filter((row) => …).length', en: 'naive.filter((row) => …).length' },
    ],
  });
}
