import fc from 'fast-check';
import { oracle } from '../../testing/oracle';
import type { OracleRow } from '../../testing/oracle';
import type { TestColumn } from '../../testing/arrow-table';
import { formatInstant, instantFromNs } from '../../time/time';
import type { KeyType } from '../../types';

/** A few rows of history and a few questions, all close together: everything ties and meets its boundary. */
export interface World {
  readonly rows: readonly WorldRow[];
  readonly asked: readonly { readonly key: Key; readonly time: bigint }[];
}

export type Key = readonly (bigint | string | null)[];
export type WorldRow = Omit<OracleRow, 'value'>;

/** What a join is asked with: ttl in nanoseconds. */
export interface WorldOptions {
  readonly ttl: bigint;
  readonly exclusive: boolean;
  readonly cutoff: boolean;
}

const TEXTS = ['', '1', '12', '12 ', 'a,b', "a'b", 'ñ', 'A', 'a'];
const INTS = [0n, 1n, -1n, 12n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n)];

/** @param unit the finest that the database holds; questions are of nanoseconds all the same */
export function worlds(types: readonly KeyType[], unit: 'us' | 'ns'): fc.Arbitrary<World> {
  const part = (type: KeyType): fc.Arbitrary<bigint | string | null> =>
    fc.option(fc.constantFrom<bigint | string>(...(type === 'string' ? TEXTS : INTS)), { freq: 8 });
  const key = fc.tuple(...types.map(part));
  return fc.constantFrom(0n, 1_700_000_000n, -3_000_000_000n).chain((base) => {
    const steps = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.constantFrom(...(unit === 'us' ? [0n] : [0n, 1n])));
    const time = steps.map(([micros, nanos]) => base * 1_000_000_000n + BigInt(micros) * 1_000n + nanos);
    const asked = fc.tuple(time, fc.constantFrom(0n, 0n, 1n, 999n)).map(([at, finer]) => at + finer);
    const row = fc.record({ key, event: fc.option(time, { freq: 12 }), created: fc.option(time, { freq: 4 }) });
    return fc.record({
      rows: fc.array(row, { maxLength: 16 }),
      asked: fc.array(fc.record({ key, time: asked }), { minLength: 1, maxLength: 8 }),
    });
  });
}

/** Every combination, so that each is one statement over many worlds. */
export function everyOption(): WorldOptions[] {
  return [0n, 1_000n, 2_000n, 5_000n].flatMap((ttl) =>
    [false, true].flatMap((exclusive) => [false, true].map((cutoff) => ({ ttl, exclusive, cutoff }))),
  );
}

/**
 * The rows of all worlds as a table: a key `world` tells them apart. `value` and `text` name the row, so that an
 * answer tells which it came from, and whether it is whole.
 */
export function tableOf(all: readonly World[], types: readonly KeyType[], unit: 'us' | 'ns'): TestColumn[] {
  const rows = all.flatMap((world, w) => world.rows.map((row, r) => ({ ...row, world: w, number: numberOf(w, r) })));
  const iso = (time: bigint | null): string | null => (time === null ? null : formatInstant(instantFromNs(time)));
  return [
    { name: 'world', type: 'int64', values: rows.map(({ world }) => String(world)) },
    ...types.map((type, k) => ({
      name: `k${String(k)}`,
      type,
      values: rows.map(({ key }) => (typeof key[k] === 'bigint' ? String(key[k]) : key[k])),
    })),
    { name: 'event', type: `timestamp[${unit}]`, values: rows.map(({ event }) => iso(event)) },
    { name: 'created', type: `timestamp[${unit}]`, values: rows.map(({ created }) => iso(created)) },
    { name: 'value', type: 'int64', values: rows.map(({ number }) => String(number)) },
    { name: 'text', type: 'string', values: rows.map(({ number }) => `row ${String(number)}`) },
  ];
}

/** Among full ties any row may win: the numbers of all that may, `undefined` where none does. */
export function winnersOf(
  world: World,
  w: number,
  key: Key,
  time: bigint,
  options: WorldOptions,
): number[] | undefined {
  const rows = world.rows.map((row, r) => ({ ...row, value: numberOf(w, r) }));
  const winner = oracle(rows, key, time, options);
  if (!winner) return undefined;
  const ties = rows.filter(
    (row) =>
      row.event === winner.event && row.created === winner.created && row.key.every((part, k) => part === key[k]),
  );
  return ties.map(({ value }) => value);
}

export function numberOf(world: number, row: number): number {
  return world * 100 + row;
}
