// Loaded before a submission's script, in its threads and in the Node processes that it starts: another clock (of Date
// and of performance.timeOrigin), and
// chance from another part of its range. GRADER_CLOCK is the time of Date (ms since 1970) and, after a comma, the
// start of a tenth of the range of Math.random. The clock stands still for the first seconds, so that a script that
// reads it gets just the time that it was meant to read; then it goes on, so that nothing waits for ever.
// GRADER_DIES_AT_FILE_LIMIT: who writes beyond the limit of a file's size dies of it. Node ignores that signal, and an
// ignored one is an error of the write; a listener that comes and goes leaves the signal as the system has it.
'use strict';
if (process.env.GRADER_DIES_AT_FILE_LIMIT) {
  const nothing = () => undefined;
  process.on('SIGXFSZ', nothing).off('SIGXFSZ', nothing);
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
