'use strict';
const { FAINT, INK, PALE, WARNING, WINNER } = require('./ink');
const { laneRows, millis, windowStart } = require('./lane');
const { Plot, plotSvg } = require('./plot');
const { timeAxis, timeText } = require('./time-axis');
const { timelineAlt, timelineWords, valueText } = require('./timeline-words');

/** Form first, colour second: a filled diamond, rings, crosses. */
const MARKS = {
  winner: { symbol: 'diamond', r: 6, fill: WINNER, stroke: WINNER },
  past: { symbol: 'circle', r: 4, fill: 'white', stroke: FAINT, strokeWidth: 1.5 },
  expired: { symbol: 'square', r: 2.5, fill: 'white', stroke: FAINT },
  unwritten: { symbol: 'triangle', r: 4.5, fill: 'white', stroke: WARNING, strokeWidth: 1.5 },
  future: { symbol: 'times', r: 4, stroke: WARNING, strokeWidth: 1.5 },
};

/** Pixels a lane, and between rows of one time. */
const LANE = 60;
const STACK = 13;

/** Feature rows on a time line, a lane for each question; the types say what goes in. */
exports.timelinePicture = ({ language, from, to, lanes: asked }) => {
  const words = timelineWords(language);
  const domain = [from, to].map((end, i) => (end === undefined ? endOf(asked, i) : millis(end)));
  const lanes = asked.map((lane) => ({ ...lane, rows: laneRows(lane) }));
  const drawn = lanes.flatMap(({ label, rows }) =>
    rows.filter(({ time }) => time >= domain[0] && time <= domain[1]).map((row) => ({ ...row, label })),
  );
  const statuses = Object.keys(MARKS).filter((status) => drawn.some((row) => row.status === status));
  const svg = plotSvg({
    height: 64 + LANE * lanes.length,
    marginTop: 34,
    marginLeft: 16 + 7 * Math.max(...lanes.map(({ label }) => label.length)),
    marginRight: 50,
    marginBottom: 30,
    x: { type: 'utc', domain: domain.map((ms) => new Date(ms)), label: null, ...timeAxis(domain, language) },
    y: { type: 'band', domain: lanes.map(({ label }) => label), label: null, padding: 0.25, tickSize: 0 },
    marks: [
      windows(lanes, domain),
      Plot.ruleY(lanes, { y: 'label', stroke: FAINT, strokeOpacity: 0.4 }),
      ...statuses.flatMap((status) => rowMarks(drawn, status)),
      ...questions(lanes, language),
      winnerLabels(drawn),
      ...legend(statuses, words),
    ],
  });
  return { svg, alt: timelineAlt(lanes, language), caption: words.caption(lanes) };
};

/** The TTL's windows, as far as they are in the picture: open at the left where they begin before it. */
function windows(lanes, [first]) {
  const bars = lanes.map((lane) => ({
    label: lane.label,
    x1: new Date(Math.max(windowStart(lane), first)),
    x2: new Date(millis(lane.at)),
  }));
  return Plot.barX(bars, { y: 'label', x1: 'x1', x2: 'x2', fill: PALE });
}

function rowMarks(drawn, status) {
  const rows = drawn.filter((row) => row.status === status);
  const highest = Math.max(...rows.map(({ stacked }) => stacked));
  // `dy` is one number for a mark: a mark for each storey.
  return Array.from({ length: highest + 1 }, (_, storey) =>
    Plot.dot(
      rows.filter(({ stacked }) => stacked === storey),
      { x: ({ time }) => new Date(time), y: 'label', dy: -STACK * storey, ...MARKS[status] },
    ),
  );
}

function questions(lanes, language) {
  const at = lanes.map(({ label, at }) => ({ label, time: new Date(millis(at)) }));
  const tick = { x: 'time', y: 'label' };
  return [
    Plot.tickX(at, { ...tick, stroke: INK, strokeWidth: 2.5 }),
    Plot.text(at, {
      ...tick,
      text: ({ time }) => `? ${timeText(time, language)}`,
      dy: -LANE / 2 + 2,
      dx: -1,
      textAnchor: 'start',
      fontWeight: 'bold',
      fill: INK,
    }),
  ];
}

/** Below the winner. */
function winnerLabels(drawn) {
  const winners = drawn.filter(({ status, value }) => status === 'winner' && value !== undefined);
  return Plot.text(winners, {
    x: ({ time }) => new Date(time),
    y: 'label',
    text: ({ value }) => valueText(value),
    dy: 15,
    fill: WINNER,
    fontWeight: 'bold',
    stroke: 'white',
    strokeWidth: 3,
  });
}

/** One line at the top: each form and its word. */
function legend(statuses, words) {
  let x = 0;
  return statuses.flatMap((status) => {
    const word = words.rows[status];
    const place = { frameAnchor: 'top-left', dy: -22 };
    const marks = [
      Plot.dot([0], { ...place, dx: x + 6, ...MARKS[status] }),
      Plot.text([word], { ...place, dx: x + 18, text: (text) => text, textAnchor: 'start', dy: -28, fill: INK }),
    ];
    x += 36 + 6.2 * word.length;
    return marks;
  });
}

/** The first or the last thing to show, with a little air. */
function endOf(lanes, side) {
  const times = lanes.flatMap((lane) => [
    millis(lane.at),
    ...(Number.isFinite(windowStart(lane)) ? [windowStart(lane)] : []),
    ...lane.rows.map((row) => millis(row.event_timestamp)),
  ]);
  const ends = [Math.min(...times), Math.max(...times)];
  const air = (ends[1] - ends[0] || 3600e3) * 0.03;
  return side === 0 ? ends[0] - air : ends[1] + air;
}
