'use strict';
const { FAINT, INK, WARNING } = require('./ink');
const { Plot, plotSvg } = require('./plot');

const WORDS = {
  es: {
    x: 'offline: con lo que se entrena',
    y: 'online: lo que se sirve',
    equal: 'iguales',
    nulls: (n) => `online es null: ${n}`,
    alt: (same, differ, nulls) =>
      `El valor offline de cada entidad contra su valor online. Iguales: ${same}. Distintos: ${differ}. Con null online: ${nulls}.`,
    caption: 'Círculo, sobre la diagonal: los dos caminos dan el mismo número. Cruz, fuera de ella: skew.',
  },
  en: {
    x: 'offline: what training gets',
    y: 'online: what is served',
    equal: 'equal',
    nulls: (n) => `online is null: ${n}`,
    alt: (same, differ, nulls) =>
      `Each entity's offline value against its online one. Equal: ${same}. Different: ${differ}. Null online: ${nulls}.`,
    caption: 'A circle, on the diagonal: both paths give the same number. A cross, off it: skew.',
  },
};

/**
 * Each entity's value on one path against its value on the other; the diagonal is where they are equal.
 * @param picture `rows`: `{ offline, online }` of each entity. Where online alone is null, the cross stands below; rows
 *   without an offline value are left out
 */
exports.skewPicture = ({ language, rows }) => {
  const words = WORDS[language];
  const known = rows.filter(({ offline }) => typeof offline === 'number');
  const nulls = known.filter(({ online }) => online === null);
  const [same, differ] = [true, false].map((isSame) =>
    known.filter(({ offline, online }) => online !== null && (offline === online) === isSame),
  );
  const [low, high] = extent(
    [...known, ...same, ...differ].flatMap(({ offline, online }) => [offline, online ?? offline]),
  );
  const bottom = low - (high - low) * 0.1;
  const svg = plotSvg({
    width: 560,
    height: 460,
    marginLeft: 60,
    marginBottom: 45,
    x: { domain: [low, high], label: words.x, nice: true },
    y: { domain: [nulls.length > 0 ? bottom : low, high], label: words.y, grid: true, nice: true },
    marks: [
      Plot.link([0], { x1: low, y1: low, x2: high, y2: high, stroke: FAINT, strokeDasharray: '6,4' }),
      Plot.text([words.equal], { x: high, y: high, textAnchor: 'end', dy: -8, dx: -4, fill: FAINT }),
      Plot.dot(same, { x: 'offline', y: 'online', r: 4, stroke: INK }),
      Plot.dot(differ, { x: 'offline', y: 'online', r: 5, symbol: 'times', stroke: WARNING, strokeWidth: 2 }),
      ...lost(nulls, bottom, low, words),
    ],
  });
  return { svg, alt: words.alt(same.length, differ.length, nulls.length), caption: words.caption };
};

/** Those that online does not have, in a row below. */
function lost(nulls, bottom, low, words) {
  if (nulls.length === 0) return [];
  return [
    Plot.dot(nulls, { x: 'offline', y: bottom, r: 5, symbol: 'times', stroke: WARNING, strokeWidth: 2 }),
    Plot.text([words.nulls(nulls.length)], { x: low, y: bottom, textAnchor: 'start', dy: -14, fill: WARNING }),
  ];
}

function extent(values) {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low < high ? [low, high] : [low - 1, low + 1];
}
