import { parseArgs } from 'node:util';
import { runLoad } from './run-load';

const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '2' },
  },
});

void runLoad({
  submissions: Number(values.submissions),
  jobs: Number(values.jobs),
  out: (text) => process.stdout.write(text),
}).then((code) => {
  process.exitCode = code;
});
