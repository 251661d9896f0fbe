// Loaded before a submission's script, in its threads and in the Node processes that it starts: another clock (of Date
// and of performance.timeOrigin), and
// chance from another part of its range. GRADER_CLOCK is the time of Date (ms since 1970) and, after a comma, the
// start of a tenth of the range of Math.random. The clock stands still for the first seconds, so that a script that
// reads it gets just the time that it was meant to read; then it goes on, so that nothing waits for ever.
// GRADER_DIES_AT_FILE_LIMIT: who writes beyond the limit of a file's size dies of it. Node ignores that signal, and an
// ignored one is an error of the write; a listener that comes and goes leaves the signal as the system has it.
// GRADER_PID: all runs have the same process id, each the first of its own machine. It is made another by that much, so
// that what a killed run left is not taken for what this one left.
// GRADER_DIES_AT_RENAME: the process is killed instead of putting something in a place, by a new name, a link or a copy,
// for that many-th time; of a file that is copied half is there.
'use strict';
if (process.env.GRADER_DIES_AT_FILE_LIMIT) {
  const nothing = () => undefined;
  process.on('SIGXFSZ', nothing).off('SIGXFSZ', nothing);
}
if (process.env.GRADER_PID) {
  const [own, kill] = [process.pid, process.kill];
  const more = Number(process.env.GRADER_PID);
  Object.defineProperty(process, 'pid', { value: own + more, enumerable: true, configurable: true });
  const parent = parentOnLinux();
  // A child's parent is one of these, and has to be the same to both; the first of the machine stays what it is.
  const shown = () => (parent() > 1 ? parent() + more : parent());
  if (parent) Object.defineProperty(process, 'ppid', { get: shown, enumerable: true, configurable: true });
  process.kill = (whom, signal) => {
    const real = whom === own + more ? own : parent && whom === shown() ? parent() : whom;
    return kill.call(process, real, signal);
  };
}
/** Asks for the parent's id, which changes where the parent ends; undefined where there is no /proc. */
function parentOnLinux() {
  const { existsSync, readFileSync } = require('node:fs');
  const file = '/proc/self/stat';
  return existsSync(file) ? () => Number(readFileSync(file, 'utf8').split(') ').at(-1).split(' ')[1]) : undefined;
}
if (process.env.GRADER_DIES_AT_RENAME) {
  const fs = require('node:fs');
  let left = Number(process.env.GRADER_DIES_AT_RENAME);
  const mortal = (rename) =>
    function (...args) {
      if (--left === 0) process.kill(process.pid, 'SIGKILL');
      return rename.apply(this, args);
    };
  const torn = (copy) =>
    function (from, to, ...rest) {
      if (--left === 0) {
        const bytes = fs.readFileSync(from);
        fs.writeFileSync(to, bytes.subarray(0, bytes.length / 2));
        process.kill(process.pid, 'SIGKILL');
      }
      return copy.call(this, from, to, ...rest);
    };
  const changed = (api, names, make) => {
    for (const name of names) api[name] = make(api[name]);
  };
  changed(fs, ['rename', 'renameSync', 'link', 'linkSync', 'symlink', 'symlinkSync', 'cp', 'cpSync'], mortal);
  changed(fs, ['copyFile', 'copyFileSync'], torn);
  changed(fs.promises, ['rename', 'link', 'symlink', 'cp'], mortal);
  changed(fs.promises, ['copyFile'], torn);
  require('node:module').syncBuiltinESMExports();
}
const [time, low] = (process.env.GRADER_CLOCK || ',').split(',').map(Number);
const STILL = 5000;
if (process.env.GRADER_CLOCK) {
  const Real = Date;
  const realNow = Real.now;
  const begin = realNow();
  const now = () => time + Math.max(0, realNow() - begin - STILL);
  globalThis.Date = new Proxy(Real, {
    construct: (target, args, by) => Reflect.construct(target, args.length === 0 ? [now()] : args, by),
    apply: () => new Real(now()).toString(),
  });
  Real.now = now;
  Object.defineProperty(performance, 'timeOrigin', { value: time, configurable: true });
  Real.prototype.constructor = globalThis.Date;
  const realRandom = Math.random;
  Math.random = () => low + realRandom() / 10;
}
