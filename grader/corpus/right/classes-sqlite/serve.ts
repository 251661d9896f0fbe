const { createInterface } = require('node:readline');
const { Arguments, Store, TABLES } = require('./lib.ts');

const args = new Arguments(process.argv.slice(2));
const now: bigint = args.time('now');
const { db } = new Store(args.get('online'));
const statements = TABLES.map((table: any) => ({
  table,
  read: db.prepare(
    `SELECT * FROM ${table.name} WHERE ${table.keys.map((key: string) => `${key} = @${key}`).join(' AND ')}`,
  ),
}));

createInterface({ input: process.stdin }).on('line', (line: string) => {
  const request = JSON.parse(line);
  const integer = (id: number | null) => (id === null ? null : BigInt(id));
  const ids = { customer_id: integer(request.customer_id), merchant_id: integer(request.merchant_id) };
  const answer: Record<string, unknown> = {};
  for (const { table, read } of statements) {
    const row = read.get(ids);
    const lives = row && row.event <= now && now - row.event <= table.ttl;
    for (const column of table.columns) answer[column] = lives && row[column] !== null ? Number(row[column]) : null;
  }
  // Other order than in the text, and a field more.
  console.log(
    JSON.stringify({
      ...answer,
      served_by: 'sqlite',
      merchant_id: request.merchant_id,
      customer_id: request.customer_id,
    }),
  );
});
