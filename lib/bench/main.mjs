// npm run bench [-- --json]: featlab beside its peers, each pair in turns in one process.
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinData, keyData } from './data.mjs';
import { join } from './join.mjs';
import { materialize } from './materialize.mjs';
import { onlineRead } from './online.mjs';

const folder = path(dirname(fileURLToPath(import.meta.url)), '..', '..', '.lab', 'bench');
mkdirSync(folder, { recursive: true });
const isJson = process.argv.includes('--json');
const say = (text) => isJson || process.stdout.write(`${text}\n`);

say(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model.trim()}`);
say(
  'Data: made once in .lab/bench, seeded. Figures: medians of interleaved runs; the ratio is the median of the ratios run by run.\n',
);
const data = joinData(folder, { drivers: 5000, rowsPerDriver: 400, entities: 500_000 });
const rows = [
  await onlineRead(keyData(folder, 100_000)),
  await materialize(keyData(folder, 1_000_000), 3),
  await join(data, 5),
];
if (isJson) process.stdout.write(`${JSON.stringify(rows)}\n`);
for (const { row, ours, peer, peerName, ratio, goal } of rows) {
  say(`${row.padEnd(42)} ${ours.padStart(9)}   ${peerName} ${peer.padEnd(9)}  ${ratio.toFixed(2)}×  (goal ≤ ${goal}×)`);
}
