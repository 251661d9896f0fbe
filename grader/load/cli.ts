import { parseArgs } from 'node:util';
import { runLoad } from './run-load';

const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '2' },
    kill: { type: 'boolean', default: false },
  },
});

void runLoad({
  submissions: Number(values.submissions),
  jobs: Number(values.jobs),
  kill: values.kill,
  out: (text) => process.stdout.write(text),
}).then((code) => {
  process.exitCode = code;
});
