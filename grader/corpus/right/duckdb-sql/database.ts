import { DuckDBInstance } from '@duckdb/node-api';

export const VIEWS = [
  { table: 'customer_stats', keys: ['customer_id'], features: 'avg_purchase, n_purchases_7d', days: 7 },
  { table: 'merchant_stats', keys: ['merchant_id'], features: 'avg_rating, n_disputes_30d', days: 30 },
  { table: 'transactions', keys: ['customer_id', 'merchant_id'], features: 'amount, hour_of_day', days: 1 },
];

/** A database in memory whose views are the tables; times are integers, microseconds. */
export async function openTables(data: string) {
  const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const sources = {
    customer_stats: 'customer_id, avg_purchase, n_purchases_7d',
    merchant_stats: 'merchant_id, avg_rating, n_disputes_30d',
    transactions: `customer_id, merchant_id, amount,
      cast(((epoch_us(event_timestamp) // 3600000000 - CASE WHEN epoch_us(event_timestamp) % 3600000000 < 0 THEN 1 ELSE 0 END) % 24 + 24) % 24 AS INTEGER) AS hour_of_day`,
  };
  for (const [name, columns] of Object.entries(sources)) {
    await db.run(`CREATE VIEW ${name} AS SELECT ${columns}, epoch_us(event_timestamp) AS event, epoch_us(created) AS created
      FROM read_parquet('${data}/${name}/*.parquet')`);
  }
  return db;
}

export function argument(name: string): string {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) throw new Error(`--${name} is missing`);
  return process.argv[at + 1];
}

export function micros(iso: string): bigint {
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? '';
  return BigInt(Date.parse(iso.replace(/\.\d+/, ''))) * 1000n + BigInt(fraction.padEnd(6, '0'));
}
