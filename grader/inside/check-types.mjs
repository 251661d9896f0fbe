// The type errors of the entry points and of what they import from beside them. Prints JSON; nothing of it is executed.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [kit, submission, ...entries] = process.argv.slice(2);
const compiler = dirname(createRequire(`${kit}/package.json`).resolve('typescript-7/package.json'));
const { default: getExePath } = await import(pathToFileURL(join(compiler, 'lib', 'getExePath.js')).href);

// What the runtime takes is no error here: modules of either kind, whatever package.json says, and all that Node has.
const options = [
  ...['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions'],
  // Without the browser's: Node's own types have what Node has of them.
  ...['--target', 'esnext', '--lib', 'esnext', '--types', 'node', '--typeRoots', `${kit}/node_modules/@types`],
  ...['--module', 'esnext', '--moduleResolution', 'bundler', '--moduleDetection', 'force'],
  // What is imported for what it does may be anything.
  ...['--noUncheckedSideEffectImports', 'false'],
  // One thread is enough for some files, and takes half of what several take.
  ...['--singleThreaded', '--pretty', 'false'],
];
const { status, stdout } = spawnSync(getExePath(), [...options, ...entries], {
  cwd: submission,
  env: { GOGC: '400' },
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
// 0: no errors, 1 or 2: errors; null: it came to no end.
if (status === null) process.exit(1);
const errors = stdout.split(/\r?\n/).flatMap(errorIn);
console.log(JSON.stringify({ count: errors.length, first: errors[0] }));

/** `serve.ts(3,7): error TS2322: …`; a path that leads out of the folder is not the submission's. */
function errorIn(line) {
  const [, file, at, code, message] = /^([^\s].*?)\((\d+),\d+\): error TS(\d+): (.*)$/.exec(line) ?? [];
  if (file === undefined || /^(\.\.|\/|[A-Za-z]:)|(^|\/)node_modules\//.test(file) || isImplicitAny(Number(code)))
    return [];
  return [{ file, line: Number(at), message: message.slice(0, 300) }];
}

/** A type that nobody wrote down hides errors and is none. (Without `strict` an empty array would be one of `never`.) */
function isImplicitAny(code) {
  return code >= 7000 && code < 7100;
}
