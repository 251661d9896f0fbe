'use strict';

const HOUR = 3600e3;
const DAY = 24 * HOUR;
const MONTHS = {
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

/** Ticks in UTC, in the reader's language: hours, and at midnight the day. */
exports.timeAxis = ([from, to], language) => {
  const step = stepOf(to - from);
  const first = Math.ceil(from / step);
  const ticks = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => new Date((first + i) * step));
  return { ticks, tickFormat: (time) => (isMidnight(time) ? dayText(time, language) : clock(time)) };
};

/** `15:30`, and the day too where it is midnight. */
exports.timeText = (time, language) => (isMidnight(time) ? `${dayText(time, language)} ${clock(time)}` : clock(time));

exports.dayText = dayText;

function stepOf(range) {
  const steps = [HOUR / 4, HOUR, 3 * HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY];
  return steps.find((step) => range / step <= 12) ?? 28 * DAY;
}

function dayText(time, language) {
  return `${time.getUTCDate()} ${MONTHS[language][time.getUTCMonth()]}`;
}

/** Seconds and below only where there are any. */
function clock(time) {
  const text = time.toISOString().slice(11, -1);
  return text.replace(/(:00)?\.000$/, '').replace(/0+$/, (zeros, at) => (at > 8 ? '' : zeros));
}

function isMidnight(time) {
  return time.getTime() % DAY === 0;
}
