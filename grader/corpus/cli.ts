import { parseArgs } from 'node:util';
import { runCorpus } from './run-corpus';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    light: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    'allow-unsafe': { type: 'boolean', default: false },
  },
});

void runCorpus({
  only: values.only,
  light: values.light,
  rounds: Number(values.rounds),
  jobs: Number(values.jobs),
  seed: Number(values.seed),
  allowUnsafe: values['allow-unsafe'],
  out: (text) => process.stdout.write(text),
}).then(({ passed, failed }) => {
  process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
});
