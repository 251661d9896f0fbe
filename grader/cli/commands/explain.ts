import { join } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';

import { policyDigest } from '../../batch/policy-digest';
import { readRun } from '../../batch/run-record';
import { readStored } from '../../batch/stored-result';
import type { StoredResult } from '../../batch/stored-result';
import { explainCheck } from '../../explain/explain-check';
import { GraderError } from '../../grader-error';
import { GRADER_VERSION } from '../../grader-version';
import { DEFAULT_POLICY } from '../../policy/policy';
import type { Policy } from '../../policy/policy';
import { readPolicy } from '../../policy/read-policy';
import type { Terminal } from '../terminal';

interface Flags {
  readonly lang: 'en' | 'es';
  readonly allowUnsafe?: true;
}

/** `grade explain OUT NAME CHECK`: one failure again, with its smallest case and the source rows. */
export function addExplain(program: Command, { out: terminal, signal }: Terminal): void {
  program
    .command('explain')
    .description('runs one check of a submission again, and shows the smallest case that fails with its source rows')
    .argument('<out>', 'the folder that --out named')
    .argument('<name>', 'the submission')
    .argument('<check>', 'E2, M10, …')
    .addOption(new Option('--lang <language>', 'of what it tells').choices(['en', 'es']).default('en'))
    .option('--allow-unsafe', 'run it without isolation where there is none to be had')
    .action(async (out: string, name: string, check: string, flags: Flags) => {
      const run = readRun(out);
      const stored = readStored(out, name);
      if (!stored) throw new GraderError(`${name} was not graded to ${out}`, 'name a folder of the submissions');
      const policy = run.policy === null ? DEFAULT_POLICY : readPolicy(run.policy);
      const { digest, seed } = stored.result;
      demandSame(stored.result, policy);
      const allowUnsafe = flags.allowUnsafe ?? false;
      const options = {
        seed,
        language: flags.lang,
        allowUnsafe,
        ttlSeconds: policy.cohort.ttlSeconds,
        signal,
      } as const;
      terminal.write(await explainCheck({ folder: join(run.submissions, name), check, digest, options }));
    });
}

/** @throws GraderError where what would run now is not what ran then */
function demandSame({ grader_version, policy: digest }: StoredResult, policy: Policy): void {
  const what =
    digest !== policyDigest(policy)
      ? "the policy's weights or TTLs have changed"
      : grader_version !== GRADER_VERSION && `the grader was version ${grader_version}, and is ${GRADER_VERSION} now`;
  if (what) throw new GraderError(`${what} since it was graded`, 'grade it again, then explain');
}
