'use strict';
const { dayText, timeText } = require('./time-axis');
const { millis } = require('./lane');

const WORDS = {
  es: {
    rows: {
      winner: 'gana',
      past: 'vigente, pero más vieja',
      expired: 'vencida',
      unwritten: 'todavía sin escribir',
      future: 'del futuro',
    },
    caption: (window) =>
      `Cada renglón es una pregunta: la raya es su hora${window}. Cada marca es una fila de features. Horas en UTC.`,
    window: ', la franja es lo que permite el TTL',
    alt: 'Línea de tiempo con una pregunta por renglón.',
    nobody: 'no gana ninguna',
    wins: (time, value) => `gana la fila de las ${time}${value === undefined ? '' : `, valor ${value}`}`,
    counts: { past: 'más viejas', expired: 'vencidas', unwritten: 'sin escribir aún', future: 'del futuro' },
  },
  en: {
    rows: {
      winner: 'wins',
      past: 'good, but older',
      expired: 'expired',
      unwritten: 'not written yet',
      future: 'from the future',
    },
    caption: (window) =>
      `Each line is a question: the bar is its time${window}. Each mark is a feature row. Times in UTC.`,
    window: ', the band is what the TTL allows',
    alt: 'Time line with a question on each line.',
    nobody: 'no row wins',
    wins: (time, value) => `the ${time} row wins${value === undefined ? '' : `, value ${value}`}`,
    counts: { past: 'older', expired: 'expired', unwritten: 'not written yet', future: 'from the future' },
  },
};

exports.timelineWords = (language) => {
  const words = WORDS[language];
  return {
    rows: words.rows,
    caption: (lanes) => words.caption(lanes.some(({ ttl }) => ttl !== undefined) ? words.window : ''),
  };
};

/** The picture in words: each question, its winner, and how many rows of each kind it left. */
exports.timelineAlt = (lanes, language) => {
  const words = WORDS[language];
  const spoken = lanes.map((lane) => {
    const { label, at, rows } = lane;
    const winner = rows.find(({ status }) => status === 'winner');
    const left = Object.entries(words.counts)
      .map(([status, word]) => [rows.filter((row) => row.status === status).length, word])
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${word}: ${count}`);
    const answer = winner
      ? words.wins(
          timeText(new Date(winner.time), language),
          winner.value === undefined ? undefined : valueText(winner.value),
        )
      : words.nobody;
    const time = new Date(millis(at));
    return `${label} (${dayText(time, language)}, ${timeText(time, language)}): ${[answer, ...left].join('; ')}.`;
  });
  return [words.alt, ...spoken].join(' ');
};

/** A value as it stands in the picture: numbers to four decimals. */
function valueText(value) {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : String(value);
}

exports.valueText = valueText;
