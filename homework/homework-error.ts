/** What the student can mend. Two lines, as everywhere in featlab: what is wrong, then `fix: …`. */
export class HomeworkError extends Error {
  constructor(problem: string, fix: string) {
    super(`${problem}\nfix: ${fix}`);
    this.name = 'HomeworkError';
  }
}
