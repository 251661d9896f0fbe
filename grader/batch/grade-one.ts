// The process that grades one submission: told what by its parent, and gone when the parent is.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradeSubmission } from '../grade-submission';
import { findBox } from '../sandbox/find-box';
import type { Answer, Task } from './grade-apart';

const stop = new AbortController();

process.once('message', (task: Task) => {
  void grade(task).then((answer) => process.send?.(answer, () => process.disconnect()));
});
process.once('disconnect', () => stop.abort(new Error('the batch has ended')));

async function grade({ folder, options, proof }: Task): Promise<Answer> {
  try {
    const box = await findBox();
    // The folder of temporary files is the batch's own, so that what the first compiles is there for all.
    const whole = { ...proof, box, compiled: join(tmpdir(), 'compiled') };
    return { graded: await gradeSubmission(folder, { ...options, signal: stop.signal }, whole) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
