import { expect } from 'vitest';

import type {
  ConformanceCase,
  ExpectedError,
  HistoricalStep,
  JsonRow,
  OnlineAnswer,
  OnlineStep,
  Operation,
  StoreStep,
} from './case';
import { CaseFolder } from './case-folder';
import { Refusal } from './case-runner';
import type { CaseRunner, MaterializedView, NamedChanges } from './case-runner';
import { expectedColumn, nanosOf } from './plain-columns';
import type { PlainColumn, PlainValue } from './plain-columns';

/** Does what the case says, and expects what it expects. */
export async function runCase(
  given: ConformanceCase,
  open: (folder: CaseFolder, given: ConformanceCase) => CaseRunner,
): Promise<void> {
  const folder = new CaseFolder(given);
  const runner = open(folder, given);
  try {
    await runner.filesChanged?.({ op: 'files', write: given.files });
    for (const [i, operation] of given.operations.entries()) {
      const place = `operation ${String(i + 1)}, ${operation.op}`;
      if (await carryOut(operation, folder, runner, place)) return;
    }
  } finally {
    await runner.close();
    folder.remove();
  }
}

/** @returns whether the case ends here, having failed as it may */
async function carryOut(operation: Operation, folder: CaseFolder, runner: CaseRunner, place: string): Promise<boolean> {
  if (operation.op === 'files') {
    folder.change(operation);
    await runner.filesChanged?.(operation);
  } else if (operation.op === 'define') {
    folder.define(operation);
    await runner.redefined();
  } else return isEnd(operation, await refusalOf(operation, runner, place), place);
  return false;
}

async function refusalOf(step: StoreStep, runner: CaseRunner, place: string): Promise<Refusal | undefined> {
  try {
    await check(step, runner, place);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function isEnd(step: StoreStep, refusal: Refusal | undefined, place: string): boolean {
  const expected = step.expect?.error;
  if (expected) expectRefusal(refusal, expected, place);
  else if (refusal && step.mayFail) expectRefusal(refusal, step.mayFail, place);
  else if (refusal) throw new Error(`${place}: ${refusal.message}`, { cause: refusal });
  return refusal !== undefined && step.mayFail !== undefined;
}

function expectRefusal(refusal: Refusal | undefined, { exit, contains = [] }: ExpectedError, place: string): void {
  const message = refusal?.message ?? '(it did not fail)';
  expect(refusal?.exit, `${place}: ${message}`).toBe(exit);
  expect(refusal?.leftBehind, place).toEqual([]);
  expect(message, place).toMatch(/^fix: \S/m);
  expect(message, place).not.toMatch(/^\s+at /m);
  for (const part of contains) {
    const found = part.split('|').some((text) => message.toLowerCase().includes(text.toLowerCase()));
    expect(found, `${place}: "${message}" should contain ${part}`).toBe(true);
  }
}

/** Where the step is expected to fail, its answer is not looked at. */
async function check(step: StoreStep, runner: CaseRunner, place: string): Promise<void> {
  switch (step.op) {
    case 'apply':
    case 'plan':
      expectChanges(await runner.apply(step), step.expect ?? {}, place);
      return;
    case 'get_historical':
      for (const columns of await runner.getHistorical(step)) expectColumns(columns, step, place);
      return;
    case 'materialize':
    case 'materialize_incremental':
      expectViews(await runner.materialize(step), step.expect?.views ?? [], place);
      return;
    case 'get_online':
      expectOnline(await runner.getOnline(step), step, runner, place);
      return;
    case 'skew': {
      const found = await runner.skew(step);
      const pairs = new Set(found.map(({ view, feature }) => `${view}:${feature}`));
      expect([...pairs].sort(), place).toEqual((step.expect?.mismatches ?? []).map((pair) => pair.join(':')).sort());
      return;
    }
    case 'push':
      await runner.push(step);
      return;
  }
}

type ExpectedChanges = NonNullable<Extract<StoreStep, { op: 'apply' | 'plan' }>['expect']>;

function expectChanges(changes: NamedChanges, expected: ExpectedChanges, place: string): void {
  for (const list of ['created', 'updated', 'deleted', 'unchanged'] as const) {
    expect(changes[list], `${place}: ${list}`).toEqual(expect.arrayContaining([...(expected[list] ?? [])]));
  }
  if (expected.noChanges === true) {
    expect({ ...changes, unchanged: [] }, place).toEqual({ created: [], updated: [], deleted: [], unchanged: [] });
  }
}

/** Names, order, types and every value's bits. */
function expectColumns(
  columns: readonly PlainColumn[],
  { entityDf, expect: expected }: HistoricalStep,
  place: string,
): void {
  if (!expected?.columns) return;
  const untyped = new Set(entityDf.format === 'parquet' ? [] : entityDf.columns.map(({ name }) => name));
  const form = (column: PlainColumn) => (untyped.has(column.name) ? withoutType(column) : column);
  expect(columns.map(form), place).toEqual(expected.columns.map(expectedColumn).map(form));
}

/** An input column of a CSV or JSON file, whose values alone count. */
function withoutType({ name, values }: PlainColumn): PlainColumn {
  return { name, type: 'any', values: values.map(looseValue) };
}

function looseValue(value: PlainValue): PlainValue {
  return typeof value === 'bigint' && BigInt.asIntN(53, value) === value ? Number(value) : value;
}

type ExpectedViews = readonly (Partial<MaterializedView> & { readonly alias?: boolean })[];

function expectViews(results: readonly MaterializedView[], expected: ExpectedViews, place: string): void {
  for (const { alias, ...fields } of expected) {
    if (alias === true) continue;
    const result = results.find(({ view }) => view === fields.view);
    expect(result && withInstants(result), `${place}: ${String(fields.view)}`).toMatchObject(withInstants(fields));
  }
}

/** Texts that are times, as instants: how many digits a fraction has is a matter of print. */
function withInstants(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, instantOr(value)]));
}

function instantOr(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? nanosOf(value) : value;
}

function expectOnline(
  { rows = [], statuses = [] }: OnlineAnswer,
  { expect: expected }: OnlineStep,
  runner: CaseRunner,
  place: string,
): void {
  if (expected?.rows) {
    expect(rows.map(withInstants), `${place}: rows`).toEqual(runner.answered(expected.rows).map(withInstants));
  }
  if (expected?.statuses) expectStatuses(rows, statuses, expected.statuses, place);
}

/** Each feature's status, and the features in the order asked, in the rows too. */
function expectStatuses(
  rows: readonly JsonRow[],
  statuses: readonly JsonRow[],
  expected: readonly JsonRow[],
  place: string,
): void {
  expect(statuses, `${place}: statuses`).toEqual(expected);
  const names = expected.map((row) => Object.keys(row));
  expect(
    statuses.map((row) => Object.keys(row)),
    `${place}: order of the statuses`,
  ).toEqual(names);
  const features = rows.map((row, i) => Object.keys(row).filter((name) => names[i]?.includes(name)));
  expect(features, `${place}: order of the features`).toEqual(names);
}
