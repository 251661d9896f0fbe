'use strict';
const { FAINT, INK, PALE, WARNING, WINNER } = require('./ink');
const { Plot, plotSvg } = require('./plot');

const HOUR = 3_600_000;

const WORDS = {
  es: {
    now: 'ahora',
    window: (ttl) => `TTL ${ttl}: desde acá, vive →`,
    alive: (age) => `vive: ${age}`,
    expired: (age) => `vencido: ${age}`,
    driver: 'conductor',
    alt: (ttl, rows) =>
      `Línea de tiempo con la edad del valor de cada conductor y la ventana del TTL de ${ttl}. ${rows}.`,
    caption: (ttl) =>
      `Cada línea va de la hora del valor hasta ahora: su edad. Círculo lleno: está en la ventana del TTL (${ttl}). Cruz: venció, y se lee como null.`,
  },
  en: {
    now: 'now',
    window: (ttl) => `TTL ${ttl}: alive from here →`,
    alive: (age) => `alive: ${age}`,
    expired: (age) => `expired: ${age}`,
    driver: 'driver',
    alt: (ttl, rows) => `A time line with the age of each driver's value and the window of the TTL of ${ttl}. ${rows}.`,
    caption: (ttl) =>
      `Each line goes from the value's time to now: its age. Filled circle: inside the TTL's window (${ttl}). Cross: expired, and read as null.`,
  },
};

/**
 * How old each entity's value is, on one line of time, beside the window of the TTL.
 * @param picture `lastSeen`: driver → the time of its value; `now`; `ttl`: whole hours, days or weeks such as '1d'
 */
exports.agePicture = ({ language, lastSeen, now, ttl }) => {
  const words = WORDS[language];
  const end = new Date(now);
  const from = new Date(end - hoursOf(ttl) * HOUR);
  const values = Object.entries(lastSeen).map(([driver, time]) => valueOf(words, driver, new Date(time), from, end));
  const svg = plotSvg({
    height: 60 + 30 * values.length,
    marginLeft: 60,
    marginRight: 110,
    marginTop: 34,
    x: {
      type: 'utc',
      domain: [Math.min(from, ...values.map(({ time }) => time)) - 8 * HOUR, end],
      label: null,
      tickFormat: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format,
    },
    y: { label: words.driver, domain: values.map(({ driver }) => driver), tickSize: 0 },
    marks: [...frame(words, ttl, from, end), ...marks(values, end)],
  });
  const rows = values.map(({ driver, text }) => `${driver}: ${text}`).join('; ');
  return { svg, alt: words.alt(ttl, rows), caption: words.caption(ttl) };
};

/** What the read decides: an age of just the TTL is alive. */
function valueOf(words, driver, time, from, end) {
  const isAlive = time >= from;
  const age = ageText((end - time) / HOUR);
  return { driver, time, isAlive, text: isAlive ? words.alive(age) : words.expired(age) };
}

function frame(words, ttl, from, end) {
  return [
    Plot.rect([{ from, end }], { x1: 'from', x2: 'end', fill: PALE }),
    Plot.ruleX([from], { stroke: WARNING, strokeDasharray: '6,4', strokeWidth: 2 }),
    Plot.ruleX([end], { stroke: INK, strokeWidth: 2 }),
    Plot.text([words.window(ttl)], { x: from, frameAnchor: 'top', textAnchor: 'end', dx: 8, dy: -18, fill: WARNING }),
    Plot.text([words.now], { x: end, frameAnchor: 'top', dy: -18 }),
  ];
}

function marks(values, end) {
  const at = { x: 'time', y: 'driver' };
  const [alive, expired] = [true, false].map((isAlive) => values.filter((value) => value.isAlive === isAlive));
  return [
    Plot.link(alive, { x1: 'time', x2: end, y: 'driver', stroke: WINNER, strokeWidth: 3 }),
    Plot.link(expired, { x1: 'time', x2: end, y: 'driver', stroke: FAINT, strokeDasharray: '2,4', strokeWidth: 2 }),
    Plot.dot(alive, { ...at, r: 6, fill: WINNER }),
    Plot.dot(expired, { ...at, r: 6, symbol: 'times', stroke: WARNING, strokeWidth: 3 }),
    Plot.text(values, { x: end, y: 'driver', text: 'text', textAnchor: 'start', dx: 10, fill: INK }),
  ];
}

function hoursOf(ttl) {
  const [, number, unit] = /^(\d+)([hdw])$/.exec(ttl) ?? [];
  const hours = { h: 1, d: 24, w: 168 }[unit];
  if (!hours) throw new Error(`agePicture: ttl '${ttl}' is not whole hours, days or weeks, such as '1d'`);
  return Number(number) * hours;
}

/** `30 min`, `18.5 h`, `2 d 30 min`: units that both languages read. */
function ageText(hours) {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  if (hours < 24) return `${Number(hours.toFixed(1))} h`;
  return `${Number((hours / 24).toFixed(1))} d`;
}
