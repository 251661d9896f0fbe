import { resolve } from 'node:path';
import { HomeworkError } from './homework-error';
import { releaseToStudents } from './release';

/** npm run release -- student OUT */
function main([what, out, ...rest]: readonly string[]): void {
  if (what !== 'student' || out === undefined || rest.length > 0) {
    throw new HomeworkError(
      'that is no release',
      'npm run release -- student OUT: what students get, in the folder OUT',
    );
  }
  const files = releaseToStudents(resolve(out));
  console.log(`${String(files.length)} files  ${resolve(out)}`);
  console.log('searched for the reference, the oracle, the corpus and the hidden checks: none of them is in it');
  console.log(`next:\n  cd ${out}\n  git init, commit, and push it where your students clone from`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof HomeworkError ? error.message : error);
  process.exitCode = error instanceof HomeworkError ? 1 : 2;
}
