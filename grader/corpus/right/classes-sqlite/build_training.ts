const { writeFileSync } = require('node:fs');
const arrow = require('apache-arrow');
const wasm = require('parquet-wasm');
const { Arguments, Source, TABLES, Database } = require('./lib.ts');

async function main() {
  const args = new Arguments(process.argv.slice(2));
  const source = new Source(args.get('data'));
  const db = new Database(':memory:');
  db.defaultSafeIntegers(true);
  for (const table of TABLES) {
    db.exec(table.create(false));
    const insert = db.prepare(table.insert());
    for await (const row of source.rows(table)) insert.run(row);
    db.exec(`CREATE INDEX ${table.name}_key ON ${table.name} (${table.keys.join(', ')}, event)`);
  }
  const { parquetReadObjects } = await import('hyparquet');
  const labels = await parquetReadObjects(source.open(args.get('labels')));
  const statements = TABLES.map((table: any) =>
    db.prepare(`SELECT ${table.columns.join(', ')} FROM ${table.name} WHERE rowid = (${table.asOf('@')})`),
  );
  const rows = labels.map((label: any) => {
    const question = {
      t: label.event_timestamp,
      customer_id: label.customer_id ?? null,
      merchant_id: label.merchant_id ?? null,
    };
    return { ...label, ...Object.assign({}, ...statements.map((s: any) => s.get(question))) };
  });
  console.error(`${rows.length} rows`); // stderr is free
  // Features first, counts as doubles, and a column of our own.
  const double = (name: string) =>
    arrow.vectorFromArray(
      rows.map((r: any) => (r[name] == null ? null : Number(r[name]))),
      new arrow.Float64(),
    );
  const int = (name: string) =>
    arrow.vectorFromArray(
      rows.map((r: any) => r[name] ?? null),
      new arrow.Int64(),
    );
  const columns: Record<string, any> = {};
  for (const name of ['hour_of_day', 'amount', 'n_disputes_30d', 'avg_rating', 'n_purchases_7d', 'avg_purchase'])
    columns[name] = double(name);
  columns.row_number = double('no such thing');
  const times = BigInt64Array.from(rows.map((r: any) => r.event_timestamp * 1000n));
  columns.event_timestamp = new arrow.Vector([
    arrow.makeData({ type: new arrow.TimestampNanosecond('UTC'), data: times, length: times.length }),
  ]);
  for (const name of ['is_fraud', 'merchant_id', 'customer_id']) columns[name] = int(name);
  const table = wasm.Table.fromIPCStream(arrow.tableToIPC(new arrow.Table(columns), 'stream'));
  const zstd = new wasm.WriterPropertiesBuilder().setCompression(wasm.Compression.ZSTD).build();
  writeFileSync(args.get('out'), wasm.writeParquet(table, zstd));
}

void main();
