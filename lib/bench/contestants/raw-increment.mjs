import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../scratch.mjs';
import { rawUpserts } from './raw-upserts.mjs';
import { stored } from './stored.mjs';

/** The raw loop over the rows since `mark`, into a copy of a file with all the others. */
export default function rawIncrement({ files, mark }) {
  const { folder, next } = scratch();
  const before = join(folder, 'raw.db');
  rawUpserts(before, files.slice(0, 1));
  let copy;
  return {
    prepare: () => {
      copy = join(next(), 'raw.db');
      cpSync(before, copy);
    },
    run: () => rawUpserts(copy, files, Date.parse(mark) * 1000),
    check: () => stored(copy, 'stats'),
  };
}
