'use strict';

const UNITS = { us: 1e-3, ms: 1, s: 1e3, m: 60e3, h: 3600e3, d: 86400e3, w: 7 * 86400e3 };

/**
 * What a question makes of each feature row of its entity, by the rule of the join:
 * - `future`: it is of a time after the question;
 * - `unwritten`: it was of before, but written after (only where `createdCutoff` asks);
 * - `expired`: it is older than the TTL allows;
 * - `winner`: the newest of the others and, where times tie, the one written last; `past`: those it beat.
 *
 * Times are milliseconds since 1970. Rows keep their order; `stacked` counts the rows of the same time before a row.
 */
exports.laneRows = ({ at, ttl, rows, createdCutoff = false }) => {
  const question = millis(at);
  const from = exports.windowStart({ at, ttl });
  const seen = new Map();
  const judged = rows.map((row) => {
    const [time, created] = [millis(row.event_timestamp), row.created === undefined ? 0 : millis(row.created)];
    const stacked = seen.get(time) ?? 0;
    seen.set(time, stacked + 1);
    return { ...row, time, created, stacked, status: statusOf(time, created) };
  });
  const winner = judged
    .filter(({ status }) => status === 'past')
    .sort(oldestFirst)
    .at(-1);
  if (winner) winner.status = 'winner';
  return judged;

  function statusOf(time, created) {
    if (time > question) return 'future';
    if (createdCutoff && created > question) return 'unwritten';
    return time < from ? 'expired' : 'past';
  }
};

/** The oldest time that the TTL lets win, in milliseconds since 1970; −Infinity without a TTL. */
exports.windowStart = ({ at, ttl }) => (isUnlimited(ttl) ? -Infinity : millis(at) - durationMs(ttl));

function oldestFirst(a, b) {
  return a.time - b.time || a.created - b.created;
}

function isUnlimited(ttl) {
  return ttl === undefined || durationMs(ttl) === 0;
}

/** '1d', as a feature view has it. */
function durationMs(text) {
  const [, count, unit] = /^(\d+)(us|ms|s|m|h|d|w)$/.exec(text) ?? [];
  if (!unit) throw new Error(`ttl: '${text}' is no duration, write it like '1d' or '12h'`);
  return Number(count) * UNITS[unit];
}

function millis(time) {
  const ms = new Date(time).getTime();
  if (Number.isNaN(ms)) throw new Error(`'${String(time)}' is no time, write it like '2025-06-09T15:30:00Z'`);
  return ms;
}

exports.millis = millis;
