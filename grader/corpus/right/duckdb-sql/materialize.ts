import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { argument, micros, openTables, VIEWS } from './database.ts';

const online = argument('online');
const end = micros(argument('end'));
mkdirSync(online, { recursive: true });
// What a killed run left.
for (const name of readdirSync(online)) if (name.endsWith('.tmp')) rmSync(join(online, name));
const db = await openTables(argument('data'));
for (const { table, keys, features } of VIEWS) {
  const file = join(online, `${table}.parquet`);
  const columns = `${keys.join(', ')}, event, created, ${features}`;
  const stored = existsSync(file) ? `UNION ALL SELECT ${columns} FROM read_parquet('${file}')` : '';
  await db.run(`COPY (
    SELECT * FROM (SELECT ${columns} FROM ${table} WHERE event <= ${end} ${stored})
    WHERE ${keys.map((key) => `${key} IS NOT NULL`).join(' AND ')}
    QUALIFY row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY event DESC, created DESC NULLS LAST) = 1
  ) TO '${file}.tmp' (FORMAT parquet)`);
  renameSync(`${file}.tmp`, file);
}
db.closeSync();
