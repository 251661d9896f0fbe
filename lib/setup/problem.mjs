/** What the user can mend: one line that says what is wrong, one that says what to do. No stack is shown. */
export class Problem extends Error {
  constructor(problem, fix) {
    super(`${problem}\nfix: ${fix}`);
    this.problem = problem;
    this.fix = fix;
  }
}

export function isProblem(error) {
  return error instanceof Problem;
}

const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS'];
/** Windows says EPERM or EACCES too of what another program has open. */
const IN_USE = ['EBUSY', 'ENOTEMPTY', ...(process.platform === 'win32' ? ['EACCES', 'EPERM'] : [])];

/** A failed write as a Problem that names the path; any other error as it was. */
export function explainWrite(error) {
  const path = error?.path ?? 'the project folder';
  if (error?.code === 'ENOSPC')
    return new Problem('the disk is full', 'make room (2 GB will do), and run the same command');
  if (IN_USE.includes(error?.code))
    return new Problem(
      `${path} is in use (${error.code})`,
      'close JupyterLab and other programs that have it open (or move the project to a folder of your own), and run the same command',
    );
  if (!UNWRITABLE.includes(error?.code)) return error;
  return new Problem(
    `${path} cannot be written (${error.code})`,
    'move the project to a folder of your own (such as your home), or make this one writable, and run the same command',
  );
}
