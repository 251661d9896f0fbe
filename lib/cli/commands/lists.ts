import type { Command } from 'commander';

import type { Definition } from '../../definitions/definition';
import { FeatureNameError } from '../../errors';
import { suggest } from '../../nearest';
import type { Answer, Answering, CommonOptions } from '../answer';
import { describedText } from '../described-text';
import { KINDS } from '../kinds';
import type { Kind } from '../kinds';
import { table } from '../table';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

export function addLists(program: Command, answer: Answering): void {
  addKind(program, answer, KINDS.entity);
  addKind(program, answer, KINDS.source);
  addKind(program, answer, KINDS.view);
  addKind(program, answer, KINDS.onDemand);
  addKind(program, answer, KINDS.service);
}

function addKind<T extends Definition>(program: Command, answer: Answering, kind: Kind<T>): void {
  const group = program.command(kind.command).description(`list the ${kind.plural}, or describe one`);
  const list = group
    .command('list')
    .description(`the ${kind.plural} that were applied`)
    .action(answer((common) => listAll(common, kind)));
  withExample(list, `featlab ${kind.command} list --json`);
  const describe = group
    .command('describe')
    .description(`everything about one ${kind.singular}`)
    .argument('<name>')
    .action(answer((common, _: object, name: string) => describeOne(common, kind, name)));
  withExample(describe, `featlab ${kind.command} describe ${kind.example}`);
}

function allOf<T>(common: CommonOptions, kind: Kind<T>): Promise<readonly T[]> {
  return withStore(common, (store) => Promise.resolve([...kind.of(store.applied()).values()]));
}

async function listAll<T>(common: CommonOptions, kind: Kind<T>): Promise<Answer> {
  const all = await allOf(common, kind);
  const none = `no ${kind.singular} was applied`;
  return {
    json: all.map(kind.fields),
    text: () => (all.length === 0 ? none : table(kind.headers, all.map(kind.row))),
  };
}

async function describeOne<T extends Definition>(common: CommonOptions, kind: Kind<T>, name: string): Promise<Answer> {
  const all = await allOf(common, kind);
  const found = all.find((definition) => definition.name === name);
  if (found) return { json: kind.fields(found), text: () => describedText(kind.fields(found)) };
  const names = all.map((definition) => definition.name);
  throw new FeatureNameError('NAME_UNKNOWN', `unknown ${kind.singular} ${name}`, suggest(name, names));
}
