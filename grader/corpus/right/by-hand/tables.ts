import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { hourOf, keyOf, type Row, type View } from './rule.ts';

const micros = (us: bigint) => us as unknown as Date;

/** The rows of a Parquet file; times as microseconds in a bigint. */
export async function readParquet(file: string): Promise<Record<string, any>[]> {
  const bytes = new Uint8Array(readFileSync(file)).buffer;
  return parquetReadObjects({ file: bytes, parsers: { timestampFromMicroseconds: micros } as any });
}

/** All rows of a view's table, from every file of its folder. */
export async function readTable(data: string, view: View): Promise<Row[]> {
  const rows: Row[] = [];
  for (const file of readdirSync(join(data, view.name)).filter((name) => name.endsWith('.parquet'))) {
    for (const row of await readParquet(join(data, view.name, file))) {
      const event = Number(row.event_timestamp);
      const key = keyOf(view, numbers(row));
      if (key === undefined) continue;
      const values = view.columns.map((name) => (name === 'hour_of_day' ? hourOf(event) : numberOf(row[name])));
      rows.push({ key, event, created: row.created == null ? -Infinity : Number(row.created), values });
    }
  }
  return rows;
}

export function numberOf(value: bigint | number | null | undefined): number | null {
  return value == null ? null : Number(value);
}

export function numbers(row: Record<string, any>): Record<string, number | null> {
  return { customer_id: numberOf(row.customer_id), merchant_id: numberOf(row.merchant_id) };
}
