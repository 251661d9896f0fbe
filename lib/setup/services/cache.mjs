import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from '../root.mjs';
import { step } from '../step.mjs';

const making = new Map();

/**
 * A folder that is made once for each `version` (any text: a lockfile, a list of requirements), in `.lab/services`.
 * It is made beside its place and moved there when it is whole; two suites that need the same wait for one another.
 */
export function cached(name, version, make) {
  const digest = createHash('sha256').update(version).digest('hex').slice(0, 12);
  const folder = inRoot('.lab', 'services', `${name}-${digest}`);
  if (!making.has(folder)) making.set(folder, existsSync(folder) ? folder : step(name, () => build(folder, make)));
  return Promise.resolve(making.get(folder)).then(() => folder);
}

async function build(folder, make) {
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}.`);
  try {
    await make(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 3 });
  }
}
