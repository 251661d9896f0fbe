import { explainWrite } from './problem.mjs';

const WIDTH = 12;

/**
 * Does one step and prints a line for it. `work` answers nothing where it did something (the line shows the time),
 * or a word that says why there was nothing to do; `quiet` leaves such a line out.
 */
export async function step(name, work, quiet = false) {
  const started = performance.now();
  const live = process.stdout.isTTY && !process.env.CI;
  if (live) process.stdout.write(`  ${name} …`);
  try {
    const word = await work();
    if (live) process.stdout.write('\r\x1b[2K');
    if (quiet && word !== undefined) return;
    const what = word ?? `${((performance.now() - started) / 1000).toFixed(1)} s`;
    process.stdout.write(`${word === undefined ? '✓' : '·'} ${name.padEnd(WIDTH)} ${what}\n`);
  } catch (error) {
    if (live) process.stdout.write('\r\x1b[2K');
    throw explainWrite(error);
  }
}
