/** A row of the table as text, and what became of its goals. */
export function printRow({ name, unit, results, goals }) {
  const [[, ours], ...peers] = Object.entries(results);
  const figures = [
    `featlab ${figure(ours, unit)}`,
    ...peers.map(([who, peer]) => `${who} ${figure(peer, unit)} (${ratio(peer.ratio)})`),
  ];
  const peaks = Object.values(results).map(({ peakMiB }) => peakMiB?.toFixed(0) ?? '–');
  const lines = [`${name.padEnd(46)} ${figures.join('   ')}   MiB ${peaks.join(' | ')}`];
  for (const { text, holds } of goals) lines.push(`${''.padEnd(46)} ${holds ? '✓' : '✗'} ${text}`);
  return lines.join('\n');
}

export function ratio(value) {
  return `${value < 0.1 ? value.toPrecision(2) : value.toFixed(2)}×`;
}

const DIGITS = { ms: 0, µs: 1, s: 2, MiB: 0 };

function figure({ median, p50, p99, serverCpu, loadCpu }, unit) {
  const text = (value) => value.toFixed(value < 10 ? Math.max(1, DIGITS[unit]) : DIGITS[unit]);
  const tail = [
    ['p50', p50],
    ['p99', p99],
  ]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name} ${text(value)}`)
    .join('');
  const cpu = serverCpu > 0 ? `, CPU ${text(serverCpu)} + ${text(loadCpu)} of the load` : '';
  return `${text(median)} ${unit}${tail && `,${tail}`}${cpu}`;
}
