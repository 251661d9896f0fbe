import type { Command } from 'commander';

import type { ApplyResult } from '../../apply';
import type { Answer, Answering, CommonOptions } from '../answer';
import { paint } from '../paint';
import type { Paint } from '../paint';
import { printNote } from '../print-note';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

export function addApply(program: Command, answer: Answering): void {
  const plan = program
    .command('plan')
    .description('what apply would change')
    .action(answer((common) => changes(common, 'plan')));
  withExample(plan, 'featlab plan -c driver_repo');
  const apply = program
    .command('apply')
    .description('make the registry and the online store hold just what features.ts defines')
    .action(answer((common) => changes(common, 'apply')));
  withExample(apply, 'featlab apply -c driver_repo');
}

async function changes(common: CommonOptions, verb: 'plan' | 'apply'): Promise<Answer> {
  const { warnings, ...result } = await withStore(common, (store) => store[verb](), { upward: false });
  for (const warning of warnings) printNote('warning', warning);
  return { json: result, text: () => diff(result, verb) };
}

function diff({ created, updated, deleted, unchanged }: Omit<ApplyResult, 'warnings'>, verb: 'plan' | 'apply'): string {
  const of = (sign: string, colour: Paint, list: ApplyResult['created']): string[] =>
    list.map(({ kind, name }) => paint(colour, `${sign} ${kind.padEnd(15)}  ${name}`));
  const lines = [...of('+', 'green', created), ...of('~', 'yellow', updated), ...of('-', 'red', deleted)];
  if (lines.length === 0) return `No changes (${String(unchanged.length)} unchanged)`;
  const counts = [created, updated, deleted].map((list) => list.length);
  const words = verb === 'plan' ? ['to create', 'to update', 'to delete'] : ['created', 'updated', 'deleted'];
  const sums = words.map((word, i) => `${String(counts[i])} ${word}`);
  return [...lines, [...sums, `${String(unchanged.length)} unchanged`].join(', ')].join('\n');
}
