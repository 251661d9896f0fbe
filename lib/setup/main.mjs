// node lib/setup/main.mjs COMMAND [flags]: what `npm run lab`, `npm test` and the rest of package.json's scripts start.
// It runs before anything is installed, on whatever Node is there, so nothing newer than Node 14 may stand in this file.
import './closed-pipe.cjs';
import { isProblem } from './problem.mjs';

const COMMANDS = [
  'lab',
  'doctor',
  'test',
  'deep',
  'services',
  'notebooks',
  'record',
  'mistakes',
  'browser',
  'build',
  'data',
  'homework',
  'homework-tests',
  'grade',
  'release',
  'corpus',
  'load',
  'bench',
  'system',
];

async function main() {
  const [name, ...args] = process.argv.slice(2);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    process.stderr.write(`✗ Node ${process.versions.node} is too old: the lab needs Node 20 or newer\n`);
    process.stderr.write(
      'fix: install the LTS release from https://nodejs.org, open a new terminal, run the same command\n',
    );
    return 1;
  }
  if (!COMMANDS.includes(name)) {
    process.stderr.write(`✗ ${name} is no command of the set-up\nfix: use one of ${COMMANDS.join(', ')}\n`);
    return 1;
  }
  const command = await import(`./${name}.mjs`);
  return (await command.default(args)) || 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(isProblem(error) ? `✗ ${error.problem}\nfix: ${error.fix}\n` : `${error.stack || error}\n`);
    process.exitCode = isProblem(error) ? 1 : 2;
  },
);
