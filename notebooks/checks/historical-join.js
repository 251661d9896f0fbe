'use strict';

/** Lesson 2: the point-in-time join. */
module.exports = ({ right, wrong }) => ({
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
        es: 'ejecutá la celda de las preguntas y después la del join',
        en: 'run the cell of the questions, then the cell of the join',
      },
    });
  },

  byHand(winner, row) {
    if (typeof row.conv_rate === 'number' && winner?.conv_rate === row.conv_rate) {
      return right({
        es: `ganó la misma fila: ${winner.conv_rate} a mano y ${row.conv_rate} en el join, bit por bit`,
        en: `the same row won: ${winner.conv_rate} by hand and ${row.conv_rate} in the join, bit for bit`,
      });
    }
    wrong({
      what: {
        es: `a mano ganó ${winner ? winner.conv_rate : 'ninguna fila'} y el join dice ${row.conv_rate}`,
        en: `by hand ${winner ? winner.conv_rate : 'no row'} won, and the join says ${row.conv_rate}`,
      },
      why: {
        es: 'a las 15:00 hay dos filas del mismo conductor: gana la que se escribió después (created)',
        en: 'at 15:00 the driver has two rows: the one that was written later (created) wins',
      },
      next: {
        es: 'ordená por event_timestamp y, si empatan, por created; quedate con la última',
        en: 'sort by event_timestamp and, where they tie, by created; keep the last one',
      },
    });
  },

  allByHand(mine, rows) {
    const differ = rows.flatMap((row, i) => (mine[i] === row.conv_rate ? [] : [row.event_timestamp]));
    if (rows.length > 0 && mine.length === rows.length && differ.length === 0) {
      return right({
        es: `las ${rows.length} coinciden: el join hace exactamente lo que hiciste a mano`,
        en: `all ${rows.length} agree: the join does exactly what you did by hand`,
      });
    }
    wrong({
      what: {
        es: `a mano y con el join no coinciden en ${differ.join(', ') || 'la cantidad de filas'}`,
        en: `by hand and by the join differ at ${differ.join(', ') || 'the number of rows'}`,
      },
      why: {
        es: 'la regla es: la fila más nueva con event_timestamp <= la pregunta, las dos puntas incluidas',
        en: 'the rule is: the newest row with event_timestamp <= the question, the bound included',
      },
      next: {
        es: 'fijate si el filtro dice <= (y no <): a las 08:00 hay una fila justo en el borde',
        en: 'see whether the filter says <= (not <): at 08:00 there is a row right on the bound',
      },
    });
  },

  leaked(naive, rows) {
    const future = naive.filter((row, i) => new Date(row.feature_time) > new Date(rows[i].event_timestamp)).length;
    if (future > 0 && future === rows.length) {
      return right({
        es: `las ${future} respuestas salen del futuro de su pregunta: eso es leakage`,
        en: `all ${future} answers come from their question's future: that is leakage`,
      });
    }
    wrong({
      what: {
        es: `solo ${future} de ${rows.length} respuestas vienen del futuro; el join ingenuo las toma todas de ahí`,
        en: `only ${future} of ${rows.length} answers come from the future; the naive join takes them all from there`,
      },
      why: {
        es: 'el join ingenuo no mira la hora de la pregunta: usa el último valor que conoce hoy',
        en: 'the naive join does not look at the question’s time: it uses the last value known today',
      },
      next: {
        es: 'dejá la celda como estaba: la última fila del conductor, sin filtrar por hora',
        en: 'leave the cell as it was: the driver’s last row, without a filter on time',
      },
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
});
