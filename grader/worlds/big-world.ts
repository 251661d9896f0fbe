import { DAY, MINUTE, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { shortestTtl } from '../fraud/views';
import type { KeyName, TableName, View } from '../fraud/views';
import type { Row, World } from '../fraud/world';
import type { Pair } from './plain-world';
import type { Random } from './random';
import type { Columns } from './write-world';

/** Of many keys: all rows as columns, which are written, and those of a few keys as rows, which are judged. */
export interface BigWorld {
  readonly tables: Readonly<Record<TableName, Columns>>;
  /** The rows of the keys in `asked`. */
  readonly world: World;
  readonly pairs: readonly Pair[];
  /** Some of the pairs, in any order, each once. */
  readonly asked: readonly Pair[];
  /** About half of the rows are later. */
  readonly half: Micros;
  /** Every key has a row before this, and none is near its TTL. */
  readonly end: Micros;
}

export interface BigOptions {
  readonly customers: number;
  readonly merchants: number;
  readonly rowsEach: number;
  readonly asked: number;
  /** The class's: rows come as much closer together as the shortest TTL is shorter than a day. */
  readonly views: readonly View[];
  /** Also values below zero, very small and very big ones, and counts beyond 32 bits. */
  readonly anySize?: boolean;
}

/** Many keys with a few rows each, on whole minutes within 20 hours (in a class with short TTLs: of shorter minutes), one of a key for each time, in the order of time. */
export function bigWorld(random: Random, options: BigOptions): BigWorld {
  const { customers, merchants, rowsEach, asked: count, anySize = false } = options;
  const sign = (): number => (anySize && random.next() < 0.3 ? -1 : 1);
  const scale = (): number => (anySize && random.next() < 0.2 ? 10 ** random.int(-300, 290) : 1);
  const value = (from: number, range: number) => (): number => sign() * scale() * (from + random.next() * range);
  const counted = (): number => sign() * random.int(1, anySize ? Number.MAX_SAFE_INTEGER : 1_000_000);
  const start = Date.UTC(2022, 8, 1, random.int(0, 23)) * 1000;
  const pairs = Array.from({ length: customers }, (_, i): Pair => [10_000 + i, 500_000 + ((i * 7919) % merchants)]);
  const shops = Array.from({ length: merchants }, (_, i) => 500_000 + i);
  const minute = Math.floor((MINUTE * shortestTtl(options.views)) / DAY);
  const many = new Many(random, start, minute, rowsEach);
  const tables = {
    customer_stats: many.stats(
      'customer_id',
      pairs.map(([id]) => id),
      { avg_purchase: value(5, 500), n_purchases_7d: counted },
    ),
    merchant_stats: many.stats('merchant_id', shops, {
      avg_rating: value(1, 4),
      n_disputes_30d: counted,
    }),
    transactions: many.transactions(pairs, value(1, 2000)),
  };
  const asked = random.shuffle(pairs).slice(0, count);
  const theirs = [new Set(asked.map(([id]) => id)), new Set(asked.map(([, id]) => id))] as const;
  const world = {
    customer_stats: rowsWith(tables.customer_stats, 'customer_id', theirs[0]),
    merchant_stats: rowsWith(tables.merchant_stats, 'merchant_id', theirs[1]),
    transactions: rowsWith(tables.transactions, 'customer_id', theirs[0]),
  };
  return { tables, world, pairs, asked, half: start + 600 * minute, end: start + 1260 * minute };
}

/** Makes the columns of a table; the values tell rows apart, as in `rows.ts`. */
class Many {
  constructor(
    readonly random: Random,
    readonly start: Micros,
    readonly minute: Micros,
    readonly rowsEach: number,
  ) {}

  stats(key: KeyName, ids: readonly number[], values: Readonly<Record<string, () => number>>): Columns {
    const { order, times } = this.#times(ids.length);
    return { [key]: order.map((i) => ids[i] ?? 0), ...times, ...this.#drawn(order.length, values) };
  }

  transactions(pairs: readonly Pair[], value: () => number): Columns {
    const { order, times } = this.#times(pairs.length);
    const { transaction_id, amount } = this.#drawn(order.length, {
      transaction_id: () => this.random.int(1, 2 ** 45),
      amount: value,
    });
    const of = (part: 0 | 1): Float64Array => order.map((i) => pairs[i]?.[part] ?? 0);
    return { transaction_id, customer_id: of(0), merchant_id: of(1), ...times, amount };
  }

  /** The keys' places and the times of all rows, by time. */
  #times(keys: number): { readonly order: Float64Array; readonly times: Columns } {
    const step = Math.floor((20 * 60) / this.rowsEach);
    const rows = Float64Array.from({ length: keys * this.rowsEach }, (_, i) => {
      const minute = Math.floor(i / keys) * step + this.random.int(0, step - 1);
      return minute * keys + (i % keys);
    }).sort();
    const event_timestamp = rows.map((row) => this.start + Math.floor(row / keys) * this.minute);
    const created = event_timestamp.map((at) => at + this.random.int(1, 60) * SECOND);
    return { order: rows.map((row) => row % keys), times: { event_timestamp, created } };
  }

  #drawn<N extends string>(length: number, values: Readonly<Record<N, () => number>>): Record<N, Float64Array> {
    const drawn = Object.entries<() => number>(values).map(([name, draw]) => [
      name,
      Float64Array.from({ length }, draw),
    ]);
    return Object.fromEntries(drawn) as Record<N, Float64Array>;
  }
}

function rowsWith(columns: Columns, key: KeyName, ids: ReadonlySet<number>): readonly Row[] {
  const rows: Row[] = [];
  columns[key]?.forEach((id, i) => {
    if (!ids.has(id)) return;
    rows.push(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i] ?? null])));
  });
  return rows;
}
