import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { entries, History, objectsOf, option } from './read.mts';

const { ParquetSchema, ParquetWriter } = createRequire(import.meta.url)('parquetjs-lite');

const history = new History();
for await (const entry of entries(option('data'))) history.add(entry);
history.sort();
const integer = { type: 'INT64', optional: true };
const double = { type: 'DOUBLE', optional: true };
const schema = new ParquetSchema({
  // A time as a text: six digits of it, for a Date holds three.
  event_timestamp: { type: 'UTF8' },
  customer_id: integer,
  merchant_id: integer,
  is_fraud: { type: 'INT32' },
  amount: double,
  hour_of_day: { type: 'INT32', optional: true },
  avg_purchase: double,
  n_purchases_7d: double,
  avg_rating: double,
  n_disputes_30d: integer,
});
const writer = await ParquetWriter.openStream(schema, createWriteStream(option('out')), { pageIndex: false });
for (const label of await objectsOf(option('labels'))) {
  const t: number = label.event_timestamp;
  const row: any = { ...label, ...history.at(label, t), event_timestamp: text(t), is_fraud: Number(label.is_fraud) };
  for (const name of Object.keys(row)) if (row[name] === null) delete row[name];
  await writer.appendRow(row);
}
await writer.close();

function text(us: number): string {
  const ms = Math.floor(us / 1000);
  return new Date(ms).toISOString().replace('Z', `${String(us - ms * 1000).padStart(3, '0')}Z`);
}
