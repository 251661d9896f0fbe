import { join } from 'node:path';
import { scratch } from '../scratch.mjs';
import { rawUpserts } from './raw-upserts.mjs';
import { stored } from './stored.mjs';

/** The raw loop into a file that is not there yet. */
export default function rawMaterialize({ file }) {
  const { next } = scratch();
  let path;
  return {
    prepare: () => (path = join(next(), 'raw.db')),
    run: () => rawUpserts(path, [file]),
    check: () => stored(path, 'stats'),
  };
}
