import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { benchStore, statsView } from './bench-store.mjs';
import { keyFile } from './data/key-data.mjs';

/** A folder with a store of 100,000 keys, made anew at each bench: the library may have changed its form. */
export async function onlineFolder(folder, { keys, features }) {
  const name = join(folder, `online-${keys}x${features}`);
  if (made.has(name)) return made.get(name);
  const part = `${name}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const view = { name: `stats${features}`, files: [keyFile(folder, { keys, features })], features };
  const store = benchStore(part, [statsView(view)]);
  await store.apply();
  await store.materialize(null, '2025-01-10T00:00:00Z');
  await store.close();
  if (existsSync(name)) rmSync(name, { recursive: true });
  renameSync(part, name);
  made.set(name, { folder: name, view });
  return made.get(name);
}

const made = new Map();
