import { parseArgs } from 'node:util';

const USAGE = `npm run bench -- [ROWS…] [--peers] [--full] [--runs N] [--json]
  ROWS      join, materialize, online, server, cli, apply (all of these by default), or a row's name, or words of it;
            stores and warehouses, which start servers: stores redis read
  --peers   Polars and Feast too: the first time they are installed in .lab/bench/venv (about a minute)
  --full    the rows that take minutes too
  --runs N  so many runs of each, after one to warm up
  --json    for machines
`;

export function readFlags(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        peers: { type: 'boolean', default: false },
        full: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        runs: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) end(USAGE, 0);
    const runs = values.runs === undefined ? undefined : Number(values.runs);
    if (runs !== undefined && !(Number.isSafeInteger(runs) && runs > 0))
      throw new Error(`--runs ${values.runs} is no number of runs`);
    return { ...values, runs, words: positionals };
  } catch (error) {
    return end(`✗ ${error.message.split('. ')[0]}\nfix: ${USAGE}`, 1);
  }
}

function end(text, code) {
  process[code === 0 ? 'stdout' : 'stderr'].write(text);
  process.exit(code);
}
