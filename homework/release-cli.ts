import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { GraderError } from '../grader/grader-error';
import { readPolicy } from '../grader/policy/read-policy';
import { HomeworkError } from './homework-error';
import { releaseToStudents } from './release';

/** npm run release -- student OUT [--policy FILE] */
function main(args: readonly string[]): void {
  const { out, policy } = asked(args);
  const ttl = policy === undefined ? {} : readPolicy(policy).cohort.ttlSeconds;
  const files = releaseToStudents(resolve(out), ttl);
  console.log(`${String(files.length)} files  ${resolve(out)}`);
  console.log('searched for the reference, the oracle, the corpus and the hidden checks: none of them is in it');
  const own = Object.keys(ttl);
  if (own.length > 0) {
    console.log(
      `the students’ check has your TTLs of ${own.join(', ')}; say them in homework/README.md and README.es.md,`,
    );
    console.log('and in starter/features.ts and starter/es/features.ts');
  }
  console.log(`next:\n  cd ${out}\n  git init, commit, and push it where your students clone from`);
}

function asked(args: readonly string[]): { readonly out: string; readonly policy: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { policy: { type: 'string' } },
      allowPositionals: true,
    });
    const [what, out, ...rest] = positionals;
    if (what === 'student' && out !== undefined && rest.length === 0) return { out, policy: values.policy };
  } catch {
    // Another option: said below.
  }
  throw new HomeworkError(
    'that is no release',
    'npm run release -- student OUT: what students get, in the folder OUT; --policy FILE where TTLs are the class’s own',
  );
}

try {
  main(process.argv.slice(2));
} catch (error) {
  const isTold = error instanceof HomeworkError || error instanceof GraderError;
  console.error(isTold ? error.message : error);
  process.exitCode = isTold ? 1 : 2;
}
