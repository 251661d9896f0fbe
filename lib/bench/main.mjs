// npm run bench [-- ROWS… --peers --full --json --runs N]: featlab beside its peers, in turns.
import { dirname, join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFlags } from './flags.mjs';
import { judge } from './goals.mjs';
import { machine, versions } from './machine.mjs';
import { peersPython } from './peers/venv.mjs';
import { printRow } from './print.mjs';
import { race } from './race.mjs';
import { chooseRows } from './rows/rows.mjs';

const folder = path(dirname(fileURLToPath(import.meta.url)), '..', '..', '.lab', 'bench');
const flags = readFlags(process.argv.slice(2));
const say = (text) => flags.json || process.stdout.write(`${text}\n`);

const python = flags.peers ? await peersPython(path(folder, 'venv')) : undefined;
const about = { ...machine(), versions: await versions(python) };
say(`${about.cpus} × ${about.model}, ${about.memoryGiB} GiB, ${about.system}; load ${about.load} at the start`);
say(
  Object.entries(about.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', '),
);
say(
  'Medians of interleaved runs, each contestant in a process of its own; in brackets featlab’s time over the peer’s.\n',
);

const done = new Map();
const rows = [];
const chosen = chooseRows(flags, { folder, python });
if (chosen.length === 0) {
  process.stderr.write(`✗ no row has ${flags.words.join(' and ')} in its name\nfix: npm run bench -- --help\n`);
  process.exit(1);
}
for (const row of chosen) {
  const results = await race({ ...row, contestants: await row.contestants(), runs: flags.runs ?? row.runs });
  await row.end?.();
  done.set(row.name, results);
  const told = { name: row.name, unit: row.unit, results, goals: judge({ ...row, results }, done) };
  rows.push(told);
  say(printRow(told));
}
if (flags.json) process.stdout.write(`${JSON.stringify({ ...about, rows }, null, 1)}\n`);
