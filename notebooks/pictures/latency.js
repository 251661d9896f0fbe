'use strict';
const { INK, FILL, WARNING } = require('./ink');
const { Plot, plotSvg } = require('./plot');

/** The class's goals, in ms. */
const GOALS = { p50: 2, p99: 10 };

const WORDS = {
  es: {
    reads: 'lecturas',
    time: 'milisegundos por lectura (cada marca, diez veces la anterior)',
    bare: 'SQLite solo',
    goal: (name, ms) => `meta ${name}: ${ms} ms`,
    alt: (a, b) =>
      `Histograma de mil lecturas. featlab: p50 ${a.p50} ms, p99 ${a.p99} ms. SQLite solo: p50 ${b.p50} ms, p99 ${b.p99} ms. Las metas de la clase son 2 ms para p50 y 10 ms para p99.`,
    caption:
      'Mil lecturas con featlab, arriba, y con SQLite solo, abajo. Línea llena: p50. Línea cortada: p99. Punteadas: las metas de la clase.',
  },
  en: {
    reads: 'reads',
    time: 'milliseconds per read (each mark is ten times the one before)',
    bare: 'bare SQLite',
    goal: (name, ms) => `goal ${name}: ${ms} ms`,
    alt: (a, b) =>
      `Histogram of a thousand reads. featlab: p50 ${a.p50} ms, p99 ${a.p99} ms. Bare SQLite: p50 ${b.p50} ms, p99 ${b.p99} ms. The class's goals are 2 ms for p50 and 10 ms for p99.`,
    caption:
      'A thousand reads by featlab, above, and by bare SQLite, below. Solid line: p50. Dashed line: p99. Dotted: the class’s goals.',
  },
};

/**
 * Two histograms of latencies, one above the other, on one logarithmic scale, with their p50 and p99 and the class's
 * goals.
 * @param picture `featlab`, `sqlite`: milliseconds of each read, fastest first
 */
exports.latencyPicture = ({ language, featlab, sqlite }) => {
  const words = WORDS[language];
  const series = [
    { who: 'featlab', samples: featlab },
    { who: words.bare, samples: sqlite },
  ];
  const svg = plotSvg({
    height: 330,
    marginLeft: 50,
    marginRight: 90,
    marginBottom: 45,
    x: {
      type: 'log',
      domain: [0.001, 100],
      label: words.time,
      tickFormat: String,
      ticks: [0.001, 0.01, 0.1, 1, 10, 100],
    },
    y: { label: words.reads, grid: true },
    fy: { label: null, domain: series.map(({ who }) => who) },
    marks: [histograms(series), ...percentiles(series), ...goals(words), Plot.ruleY([0])],
  });
  return { svg, alt: words.alt(said(featlab), said(sqlite)), caption: words.caption };
};

/** Twenty bins from mark to mark. */
function histograms(series) {
  const reads = series.flatMap(({ who, samples }) => samples.map((ms) => ({ who, ms: shown(ms) })));
  const thresholds = Array.from({ length: 101 }, (_, i) => 10 ** (-3 + i / 20));
  return Plot.rectY(reads, Plot.binX({ y: 'count' }, { x: 'ms', fy: 'who', fill: FILL, thresholds }));
}

function percentiles(series) {
  const lines = (part) => series.map(({ who, samples }) => ({ who, ms: shown(at(samples, part)) }));
  return [
    Plot.ruleX(lines(0.5), { x: 'ms', fy: 'who', stroke: INK, strokeWidth: 2 }),
    Plot.ruleX(lines(0.99), { x: 'ms', fy: 'who', stroke: INK, strokeDasharray: '6,4' }),
  ];
}

/** The labels on either side, where they cannot lie on each other. */
function goals(words) {
  const lines = Object.entries(GOALS).map(([name, ms]) => ({ ms, text: words.goal(name, ms) }));
  const label = { x: 'ms', fy: () => 'featlab', text: 'text', fill: WARNING, frameAnchor: 'top', dy: 4 };
  return [
    Plot.ruleX(lines, { x: 'ms', stroke: WARNING, strokeDasharray: '2,4', strokeWidth: 2 }),
    Plot.text([lines[0]], { ...label, textAnchor: 'end', dx: -4 }),
    Plot.text([lines[1]], { ...label, textAnchor: 'start', dx: 4 }),
  ];
}

function said(samples) {
  const short = (ms) => Number(ms.toPrecision(2));
  return { p50: short(at(samples, 0.5)), p99: short(at(samples, 0.99)) };
}

/** A logarithmic scale has no zero, and this one ends. */
function shown(ms) {
  return Math.min(Math.max(ms, 0.001), 100);
}

function at(samples, part) {
  return samples[Math.min(samples.length - 1, Math.floor(samples.length * part))];
}
