import { ratio } from './print.mjs';

/**
 * Each goal with what became of it: `{ text, holds }`; one whose peer did not run is left out.
 * @param row `{ results, goals }`
 * @param earlier the rows before it, by name
 */
export function judge({ results, goals = [] }, earlier) {
  return goals.flatMap((goal) =>
    JUDGES.flatMap(([field, judgeIt]) => (field in goal ? judgeIt(goal, results, earlier) : [])),
  );
}

const JUDGES = [
  ['against', againstPeers],
  ['times', timesOfRow],
  ['peakTimes', peakTimesOfRow],
  ['peakMiB', peakBelow],
  ['tail', tailBelow],
  ['tailAgainst', tailAgainst],
  ['below', below],
];

/** `{ against: peers, limit }`: at most so many times the fastest of them. */
function againstPeers({ against, limit }, results) {
  const peers = against.filter((who) => who in results);
  if (peers.length === 0) return [];
  const fastest = peers.reduce((best, who) => (results[who].ratio > results[best].ratio ? who : best));
  return told(`of ${fastest}'s time`, results[fastest].ratio, limit, ratio);
}

/** `{ times, of }`: at most so many times what another row took. */
function timesOfRow({ times, of }, { featlab }, earlier) {
  const other = earlier.get(of);
  return other ? told(`of "${of}"`, featlab.median / other.featlab.median, times, ratio) : [];
}

/** `{ peakTimes, of }`: at most so many times the memory of another row. */
function peakTimesOfRow({ peakTimes, of }, { featlab }, earlier) {
  const other = earlier.get(of);
  return other ? told(`of the memory of "${of}"`, featlab.peakMiB / other.featlab.peakMiB, peakTimes, ratio) : [];
}

function peakBelow({ peakMiB }, { featlab }) {
  return told('peak memory', featlab.peakMiB, peakMiB, (value) => `${value.toFixed(0)} MiB`);
}

/** `{ tail }`: p99 at most so many times p50. */
function tailBelow({ tail }, { featlab }) {
  return told('p99 of p50', featlab.p99 / featlab.p50, tail, ratio);
}

/** `{ tailAgainst: peer, limit }`: p99 at most so many times the peer's. */
function tailAgainst({ tailAgainst: peer, limit }, results) {
  return peer in results ? told(`of ${peer}’s p99`, results.featlab.p99 / results[peer].p99, limit, ratio) : [];
}

/** `{ below }`: at most so much, in the row's unit. */
function below({ below: limit, unit }, { featlab }) {
  return told('', featlab.median, limit, (value) => `${value.toFixed(0)} ${unit}`);
}

function told(what, value, limit, text) {
  return [
    { text: `${text(value)} ${what} (goal ≤ ${text(limit)})`.replace('  ', ' '), holds: value <= limit, value, limit },
  ];
}
