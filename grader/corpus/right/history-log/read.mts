import { createReadStream, openAsBlob, readdirSync, type PathLike } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parquetReadObjects } from 'hyparquet';

export type Entry = [
  view: number,
  key: string,
  event: number,
  created: number | null,
  first: number | null,
  second: number | null,
];

export const VIEWS = [
  {
    folder: 'customer_stats',
    key: (r: any) => ids(r.customer_id),
    features: ['avg_purchase', 'n_purchases_7d'],
    ttl: 604_800_000_000,
  },
  {
    folder: 'merchant_stats',
    key: (r: any) => ids(r.merchant_id),
    features: ['avg_rating', 'n_disputes_30d'],
    ttl: 2_592_000_000_000,
  },
  {
    folder: 'transactions',
    key: (r: any) => ids(r.customer_id, r.merchant_id),
    features: ['amount', 'hour_of_day'],
    ttl: 86_400_000_000,
  },
] as const;

function ids(...all: (bigint | number | null | undefined)[]): string | null {
  return all.some((id) => id === null || id === undefined) ? null : JSON.stringify(all.map(Number));
}

const parsers = { timestampFromMicroseconds: (us: bigint) => Number(us) };

export async function objectsOf(file: string): Promise<any[]> {
  return parquetReadObjects({ file: await (await openAsBlob(file)).arrayBuffer(), parsers: parsers as any });
}

export async function* entries(data: string): AsyncGenerator<Entry> {
  for (const [view, { folder, key, features }] of VIEWS.entries()) {
    for (const file of readdirSync(join(data, folder))) {
      for (const row of await objectsOf(join(data, folder, file))) {
        const hour_of_day = new Date(Math.floor(row.event_timestamp / 1000)).getUTCHours();
        const [first, second] = features.map((name) => numeric({ ...row, hour_of_day }[name]));
        const text = key(row);
        if (text !== null) yield [view, text, row.event_timestamp, row.created ?? null, first, second];
      }
    }
  }
}

export async function* linesOf(file: PathLike): AsyncGenerator<Entry> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line);
}

function numeric(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** Ascending by event, then created; null is smallest. */
export function byTime(a: Entry, b: Entry): number {
  return a[2] - b[2] || (a[3] ?? -Infinity) - (b[3] ?? -Infinity) || 0;
}

export class History {
  readonly keys = new Map<string, Entry[]>();
  add(entry: Entry): void {
    const key = `${entry[0]} ${entry[1]}`;
    const list = this.keys.get(key);
    if (list) list.push(entry);
    else this.keys.set(key, [entry]);
  }
  sort(): this {
    for (const list of this.keys.values()) list.sort(byTime);
    return this;
  }
  /** Binary search for the last entry up to t, then its age. */
  at(row: any, t: number): Record<string, number | null> {
    const out: Record<string, number | null> = {};
    for (const [view, { key, features, ttl }] of VIEWS.entries()) {
      const list = this.keys.get(`${view} ${key(row)}`) ?? [];
      let [low, high] = [0, list.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle][2] <= t) low = middle + 1;
        else high = middle;
      }
      const entry = list[low - 1];
      const alive = entry !== undefined && t - entry[2] <= ttl;
      features.forEach((name, i) => (out[name] = alive ? (entry[4 + i] as number | null) : null));
    }
    return out;
  }
}

export function micros(iso: string): number {
  const [whole, fraction = ''] = iso.replace(/(Z|[+-]\d\d:\d\d)$/, '').split('.');
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(iso)?.[0] ?? 'Z';
  return Date.parse(whole + zone) * 1000 + Number(fraction.padEnd(6, '0'));
}

export const option = (name: string): string => process.argv[process.argv.indexOf(`--${name}`) + 1];
