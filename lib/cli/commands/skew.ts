import type { Command } from 'commander';

import type { Explanation } from '../../explain';
import { jsonValue } from '../../columns/json-value';
import type { SkewMismatch, SkewReport } from '../../skew';
import type { SkewCheck } from '../../store';
import type { Answer, Answering, CommonOptions } from '../answer';
import { counted } from '../cell';
import { explanationText } from '../explanation-text';
import { collect, share, wholeNumber } from '../number-option';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

interface SkewFlags {
  readonly view?: readonly string[];
  readonly sample?: number;
  readonly seed?: number;
  readonly tolerance?: number;
}

export function addSkew(program: Command, answer: Answering): void {
  const command = program
    .command('skew')
    .description('does serving equal training, now? Exit code 1 where it does not')
    .option('-v, --view <name>', 'only this view; may come several times', collect)
    .option('--sample <n>', 'so many keys of each view (default: all)', wholeNumber)
    .option('--seed <n>', 'which keys the sample takes', wholeNumber)
    .option('--tolerance <share>', 'numbers that differ by at most this share are equal (default: 0)', share)
    .action(answer(skew));
  withExample(command, 'featlab skew --sample 100 --seed 1');
}

async function skew(common: CommonOptions, { view, ...options }: SkewFlags): Promise<Answer> {
  const check: SkewCheck = { ...options, ...(view && { views: view }) };
  const { report, first } = await withStore(common, async (store) => {
    const report = await store.skew(check);
    const [first] = report.mismatches;
    return { report, first: first && (await store.explain(`${first.view}:${first.feature}`, first.entity)) };
  });
  const [mismatch] = report.mismatches;
  return {
    json: report,
    text: () => text(report, first),
    ...(mismatch && { failed: failure(report, mismatch, common) }),
  };
}

function text(report: SkewReport, first: Explanation | undefined): string {
  const checked = `${counted(report.checked, 'key')}, ${counted(report.values, 'value')} checked`;
  if (report.checked === 0) return `${checked}: nothing was compared`;
  if (report.mismatches.length === 0) return `${checked}: serving equals training${nothingButNulls(report)}`;
  const differs = `${checked}: ${differ(report.mismatches)}`;
  return first ? `${differs}\n\nthe first:\n${explanationText(first)}` : differs;
}

/** Equal, and yet nobody is served: the clock that nobody set is the usual reason. */
function nothingButNulls({ nulls, values }: SkewReport): string {
  if (values === 0 || nulls < values) return '';
  return ', and every value is null\nnothing has a row that counts now: everything expired? Try --now with a time of the data';
}

function differ(mismatches: readonly SkewMismatch[]): string {
  return `${counted(mismatches.length, 'value')} ${mismatches.length === 1 ? 'differs' : 'differ'}`;
}

function failure(
  { mismatches }: SkewReport,
  { view, feature, entity }: SkewMismatch,
  { chdir, now }: CommonOptions,
): NonNullable<Answer['failed']> {
  const key = keyText(entity);
  // Of the same repository, at the same time: another one would have another reason.
  const same = [...(chdir === undefined ? [] : ['-c', chdir]), ...(now === undefined ? [] : ['--now', now])];
  const explain = ['featlab', ...same, 'explain', `${view}:${feature}`, '--entity', key].map(quoted).join(' ');
  return {
    problem: `skew: ${differ(mismatches)} between training and serving, the first in ${view}:${feature} of ${key}`,
    fix: `materialize what came since, or ask why: ${explain}`,
  };
}

/** For a shell, where it needs quotes. */
function quoted(word: string): string {
  return /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** As `--entity` reads it, which has integers exact: in quotes one would be a text. */
function keyText(entity: SkewMismatch['entity']): string {
  const valueText = (value: unknown): string =>
    typeof value === 'bigint' ? String(value) : JSON.stringify(jsonValue(value));
  return `{${Object.entries(entity)
    .map(([name, value]) => `${JSON.stringify(name)}:${valueText(value)}`)
    .join(',')}}`;
}
