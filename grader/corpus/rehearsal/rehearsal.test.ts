import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minutes, runs } from '../../../lib/testing/runs';
import type { CheckId } from '../../check-list';
import { HOUR } from '../../fraud/micros';
import { VIEWS } from '../../fraud/views';
import { makeSubmission } from '../make-submission';
import { ANSWERS } from '../wrong/answers';
import { LABELS } from '../wrong/labels';
import { RUNS } from '../wrong/runs';
import { VALUES } from '../wrong/values';
import type { WrongSubmission } from '../wrong-submission';
import { REHEARSED, rehearse } from './rehearsal';

/** The first; FEATLAB_SEED is another, to look for flips that nobody has seen. */
const SEED = Number(process.env['FEATLAB_SEED'] ?? 1);
const SEEDS = runs(2);

const BY_HAND: WrongSubmission = { name: 'by-hand', story: 'as it is', fails: [] };
/** Of those by hand, the ones that are wrong about answers alone, and write their training set as it does. */
const ENTRIES = [BY_HAND, ...[...VALUES, ...LABELS, ...ANSWERS, ...RUNS].filter(isRehearsed)];

function isRehearsed({ base = 'by-hand', change = {}, fails, files }: WrongSubmission): boolean {
  const isOther = base !== 'by-hand' || files !== undefined || 'write-training.ts' in change;
  return !isOther && fails.every((id) => REHEARSED.includes(id));
}

function saidOf(seed: number, failed: Awaited<ReturnType<typeof rehearse>>): string {
  return [`seed ${String(seed)}`, ...[...failed].map(([id, { message }]) => `${id}: ${message.en}`)].join('\n');
}

/** Hours that customers, merchants and transactions live in other classes. */
const OTHER_TTLS = [
  [24, 48, 1],
  [12, 12, 12],
  [720, 168, 168],
] as const;

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'featlab-rehearsal-'));
  for (const entry of ENTRIES) makeSubmission(join(place, entry.name), entry);
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

describe(`no verdict hangs on the seed: ${String(SEEDS)} from ${String(SEED)} on`, () => {
  test.each(ENTRIES.map(({ name, fails }) => [name, fails.join(' '), fails] as const))(
    '%s: %s',
    async (name, _, fails) => {
      for (let seed = SEED; seed < SEED + SEEDS; seed++) {
        // M8 has 160,000 rows a table: on one seed in ten, where something hangs on it.
        const isBig = seed < SEED + SEEDS / 10 && (fails.length === 0 || fails.includes('M8'));
        const ids: readonly CheckId[] = REHEARSED.filter((id) => id !== 'M8' || isBig);
        const failed = await rehearse(join(place, name), seed, ids);
        expect([...failed.keys()], saidOf(seed, failed)).toEqual(fails.filter((id) => ids.includes(id)));
      }
    },
    minutes(1),
  );
});

/** Of the entries, each meets one of these classes in turn, and the one by hand all; in test:deep all meet all. */
function met(first: number): readonly WrongSubmission[] {
  const isTheirs = (i: number): boolean => OTHER_TTLS[i % OTHER_TTLS.length][0] === first;
  return ENTRIES.filter((entry, i) => entry === BY_HAND || SEEDS > 2 || isTheirs(i));
}

describe.each(OTHER_TTLS)('nor on the TTLs of a class: %d, %d and %d hours', (...hours) => {
  const views = VIEWS.map((view, i) => ({ ...view, ttl: hours[i] * HOUR }));
  const withTtls = (name: string): string => {
    const folder = join(place, `${name} ${hours.join(' ')}`);
    cpSync(join(place, name), folder, { recursive: true });
    const rule = join(folder, 'rule.ts');
    let i = 0;
    writeFileSync(
      rule,
      readFileSync(rule, 'utf8').replaceAll(/ttl: (\d+ \* )?DAY/g, () => `ttl: ${String(views[i++].ttl)}`),
    );
    return folder;
  };

  test.each(met(hours[0]).map(({ name, fails }) => [name, fails.join(' '), fails] as const))(
    '%s: %s',
    async (name, _, fails) => {
      const folder = withTtls(name);
      const ids: readonly CheckId[] = REHEARSED.filter((id) => id !== 'M8');
      for (let seed = SEED; seed < SEED + SEEDS / 10; seed++) {
        const failed = await rehearse(folder, seed, ids, views);
        expect([...failed.keys()], saidOf(seed, failed)).toEqual(fails.filter((id) => ids.includes(id)));
      }
    },
    minutes(1),
  );
});
