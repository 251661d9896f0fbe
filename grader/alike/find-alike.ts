import { FingerprintIndex } from '@dodona/dolos-core';
import type { FileEntry } from '@dodona/dolos-core';

import type { AlikePair } from './alike-pair';
import { tokenFile } from './token-file';
import type { Code } from './token-file';

/** Dolos' own defaults: runs of 23 tokens, one kept of each 17. */
const [KGRAM, WINDOW] = [23, 17];
const ENOUGH = 0.6;
const FEW = 5;
const MOST = 50;

/** A submission for the comparison. */
export interface Compared extends Code {
  /** Empty where it could not be read: then it is the same as nobody's. */
  readonly digest: string;
}

/**
 * Pairs whose code is much alike, by Dolos' fingerprints of tokens, the most alike first; and those that are the same
 * file for file, whatever is in them.
 * @param starter what all were given: what is from there is in no fingerprint that counts
 */
export function findAlike(submissions: readonly Compared[], starter: readonly Code[]): readonly AlikePair[] {
  const index = new FingerprintIndex(KGRAM, WINDOW);
  index.addFiles(submissions.map(tokenFile));
  // After the others: Dolos takes away only what is there already.
  for (const code of starter) index.addIgnoredFile(tokenFile(code));
  const entries = index.entries();
  const pairs: AlikePair[] = [];
  for (const [i, left] of submissions.entries()) {
    for (const [after, right] of submissions.slice(i + 1).entries()) {
      const identical = left.digest !== '' && left.digest === right.digest;
      const similarity = identical ? 1 : similarityOf(entries[i], entries[i + 1 + after]);
      if (similarity >= ENOUGH) pairs.push({ left: left.name, right: right.name, similarity, identical });
    }
  }
  return pairs.sort((a, b) => b.similarity - a.similarity).slice(0, MOST);
}

/** Of their fingerprints, the share that is in both (Dice). Too few say nothing. */
function similarityOf(one: FileEntry | undefined, other: FileEntry | undefined): number {
  if (!one || !other || Math.min(one.shared.size, other.shared.size) < FEW) return 0;
  let common = 0;
  for (const fingerprint of one.shared) if (other.shared.has(fingerprint)) common++;
  return (2 * common) / (one.shared.size + other.shared.size);
}
