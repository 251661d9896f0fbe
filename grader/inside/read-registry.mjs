// Prints the definitions in the featlab registry found under the given folders. No code of the submission runs here.
import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [kit, ...folders] = process.argv.slice(2);
const Database = createRequire(`${kit}/package.json`)('better-sqlite3');

const specs = folders
  .flatMap(databasesIn)
  .map(read)
  .find((found) => found.length > 0);
console.log(JSON.stringify(specs ?? []));

function databasesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile() && startsLikeSqlite(path));
}

function startsLikeSqlite(path) {
  const start = Buffer.alloc(15);
  const file = openSync(path);
  readSync(file, start, 0, 15, 0);
  closeSync(file);
  return start.toString('latin1') === 'SQLite format 3';
}

function read(path) {
  const db = new Database(path, { readonly: true });
  try {
    const isTable = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'definitions'").get();
    return isTable
      ? db
          .prepare('SELECT spec FROM definitions LIMIT 500')
          .pluck()
          .all()
          .map((spec) => JSON.parse(spec))
      : [];
  } catch {
    return [];
  } finally {
    db.close();
  }
}
