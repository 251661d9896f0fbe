import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';
import { argument, micros, VIEWS } from './database.ts';

const now = micros(argument('now'));
const online = argument('online');
const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
const statements = [];
for (const { table, keys, features, days } of VIEWS) {
  await db.run(`CREATE TABLE ${table} AS SELECT * FROM read_parquet('${online}/${table}.parquet')`);
  await db.run(`CREATE UNIQUE INDEX ${table}_key ON ${table} (${keys.join(', ')})`);
  const match = keys.map((key, i) => `${key} = $${i + 1}`).join(' AND ');
  const statement = await db.prepare(
    `SELECT ${features} FROM ${table} WHERE ${match} AND event <= ${now} AND event >= ${now} - ${days}::BIGINT * 86400000000`,
  );
  statements.push({ keys, names: features.split(', '), statement });
}
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const answer: Record<string, unknown> = { customer_id: request.customer_id, merchant_id: request.merchant_id };
  for (const { keys, names, statement } of statements) {
    const ids = keys.map((key) => request[key]);
    let row: unknown[] | undefined;
    if (!ids.includes(null)) {
      ids.forEach((id, i) => statement.bindBigInt(i + 1, BigInt(id)));
      [row] = await (await statement.runAndReadAll()).getRows();
    }
    names.forEach((name, i) => (answer[name] = row?.[i] == null ? null : Number(row[i])));
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
