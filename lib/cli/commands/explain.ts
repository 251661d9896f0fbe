import type { Command } from 'commander';

import { InputError } from '../../errors';
import type { Answer, Answering, CommonOptions } from '../answer';
import { explanationText } from '../explanation-text';
import { jsonArgument } from '../json-argument';
import { noteNaive } from '../naive-time';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

interface ExplainFlags {
  readonly entity: string;
  readonly at?: string;
}

export function addExplain(program: Command, answer: Answering): void {
  const command = program
    .command('explain')
    .description('why a value is what it is, or null, in training and in serving')
    .argument('<view:feature>')
    .requiredOption('--entity <json>', "an object with the view's join keys, or @FILE with it")
    .option('--at <time>', "the time it is about, ISO 8601 (default: the store's clock)")
    .action(answer(explain));
  withExample(command, `featlab explain driver_hourly_stats:conv_rate --entity '{"driver_id":1001}'`);
}

async function explain(common: CommonOptions, { entity, at }: ExplainFlags, reference: string): Promise<Answer> {
  noteNaive({ '--at': at });
  const key = await readEntity(entity);
  const explanation = await withStore(common, (store) => store.explain(reference, key, at));
  return { json: explanation, text: () => explanationText(explanation) };
}

async function readEntity(text: string): Promise<Readonly<Record<string, unknown>>> {
  const entity = await jsonArgument(text, '--entity');
  if (typeof entity === 'object' && entity !== null && !Array.isArray(entity)) return entity as Record<string, unknown>;
  throw new InputError(
    'INPUT_INVALID',
    '--entity is no object',
    'write {"driver_id":1001}, the join keys of one entity',
  );
}
