import type { Micros } from '../fraud/micros';
import type { Label, Request, World } from '../fraud/world';
import type { WriteOptions } from '../worlds/write-world';
import type { Context } from './context';
import type { Expectation } from './expectation';
import { withoutValues } from './failure';
import { judgeServing, judgeTraining } from './judge';
import type { FormFault, Judgement, Mismatch } from './judge';
import type { Served, Surroundings, Trouble } from './scripts';
import type { TrainingSet } from './training-set';

export interface Serving {
  /** `--end`, and `--now` where that is not later. */
  readonly end: Micros;
  readonly now?: Micros;
  readonly requests: readonly Request[];
}

/** Data, what is asked of both paths about it, and the machine they run on. */
export interface Trial {
  readonly world: World;
  readonly write?: WriteOptions;
  readonly labels?: readonly Label[];
  /** Must the rows of the training set stand in the labels' order? */
  readonly inOrder?: boolean;
  readonly servings?: readonly Serving[];
  readonly around?: {
    readonly train?: Surroundings;
    readonly materialize?: Surroundings;
    readonly serve?: Surroundings;
  };
}

/** What a trial found. Nothing at all: everything is as the oracle says. */
export interface Findings {
  readonly faults: readonly FormFault[];
  readonly mismatches: readonly Mismatch[];
  /** Scripts that ended badly, where the outcome is not right either. */
  readonly troubles: readonly Trouble[];
}

/** Runs the three scripts on the trial's data, and judges what comes out by what is expected: the oracle's answers. */
export async function runTrial(
  context: Context,
  trial: Trial,
  expectation: Expectation = oracleOf(context),
): Promise<Findings> {
  const findings: Findings[] = [];
  if (trial.labels) findings.push(await trainOn(context, trial, trial.labels, expectation));
  const stores = new Map<Micros, Promise<Made>>();
  for (const serving of trial.servings ?? []) {
    const made = stores.get(serving.end) ?? makeStore(context, trial, serving.end);
    stores.set(serving.end, made);
    const { online, run } = await made;
    const { serve } = trial.around ?? {};
    findings.push(await askStore(context, trial.world, online, serving, [run], expectation, serve));
  }
  return together(findings);
}

/** The oracle, of checks that cannot do without it. */
export function oracleOf({ oracle }: Context): Expectation {
  if (!oracle) throw new Error('this check needs the oracle');
  return oracle;
}

export function together(findings: readonly Findings[]): Findings {
  return {
    faults: findings.flatMap(({ faults }) => faults),
    mismatches: findings.flatMap(({ mismatches }) => mismatches),
    troubles: findings.flatMap(({ troubles }) => troubles),
  };
}

export function isClean({ faults, mismatches }: Findings): boolean {
  return faults.length + mismatches.length === 0;
}

/** The instant at which a training set is made: its last label's. */
export function latest(labels: readonly Label[]): Micros {
  return labels.reduce((last, { event_timestamp }) => Math.max(last, event_timestamp), -Infinity);
}

export async function trainOn(
  context: Context,
  { world, write, around, inOrder }: Trial,
  labels: readonly Label[],
  expectation: Expectation,
): Promise<Findings> {
  const data = context.dataOf(world, write);
  const set = await context.scripts.train(
    data,
    context.labelsFile(labels),
    labels.length,
    latest(labels),
    around?.train,
  );
  return judgeTrained(context, world, labels, set, expectation, inOrder);
}

export function judgeTrained(
  context: Context,
  world: World,
  labels: readonly Label[],
  set: TrainingSet | Trouble,
  expectation: Expectation,
  inOrder?: boolean,
): Findings {
  if ('script' in set) {
    return { faults: [{ path: 'training', kind: 'rows', what: 'no training set' }], mismatches: [], troubles: [set] };
  }
  const withLabels = !context.besideLost.has('training');
  return noted(context, judgeTraining(expectation, world, context.views, labels, set, withLabels, inOrder), []);
}

interface Made {
  readonly online: string;
  readonly run: Trouble;
}

async function makeStore(context: Context, { around, world, write }: Trial, end: Micros): Promise<Made> {
  const online = context.place.newStore();
  const run = await context.scripts.materialize(context.dataOf(world, write), end, online, around?.materialize);
  return { online, run };
}

/** Serves from a store that is there, and judges the answers. `made`: the runs that made it. */
export async function askStore(
  context: Context,
  world: World,
  online: string,
  { end, now = end, requests }: Serving,
  made: readonly Trouble[],
  expectation: Expectation = oracleOf(context),
  around: Surroundings = {},
): Promise<Findings> {
  const served = await context.scripts.serve(online, now, requests, around);
  return judgeServed(context, world, { end, now, requests }, made, served, expectation);
}

export function judgeServed(
  context: Context,
  world: World,
  { end, now, requests }: Required<Serving>,
  made: readonly Trouble[],
  served: Served,
  expectation: Expectation,
): Findings {
  const { besideLost, views } = context;
  const moment = { now, until: end };
  const withIds = !besideLost.has('serving');
  const judgement = judgeServing(expectation, world, views, moment, requests, served.answers, withIds);
  const troubles: Trouble[] = [...made, { script: 'serve.ts', ended: served.ended }];
  return noted(
    context,
    judgement,
    troubles.filter(({ ended }) => ended.stopped !== undefined || ended.code !== 0),
  );
}

/** Columns that nobody asked for cost nothing; they are mentioned. Of hidden data no name carries anything out. */
function noted(context: Context, { faults, mismatches, extra }: Judgement, troubles: readonly Trouble[]): Findings {
  for (const name of extra) {
    const column = JSON.stringify((context.oracle ? withoutValues(name) : name).slice(0, 40));
    context.notice({
      kind: 'form',
      text: { en: `further column ${column}: ignored`, es: `columna de más ${column}: se ignora` },
    });
  }
  const found = { faults, mismatches, troubles: [] };
  return isClean(found) ? found : { ...found, troubles };
}
