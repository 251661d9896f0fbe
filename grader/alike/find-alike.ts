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
 * Those that are the same file for file as another, whatever is in them, each with the first of its kind; then pairs
 * whose code is much alike, by Dolos' fingerprints of tokens, the most alike first.
 * @param starter what all were given: what is from there is in no fingerprint that counts
 */
export function findAlike(submissions: readonly Compared[], starter: readonly Code[]): readonly AlikePair[] {
  const index = new FingerprintIndex(KGRAM, WINDOW);
  index.addFiles(submissions.map(tokenFile));
  // After the others: Dolos takes away only what is there already.
  for (const code of starter) index.addIgnoredFile(tokenFile(code));
  const entries = index.entries();
  const identical: AlikePair[] = [];
  // Of those that are the same the first stands for all: each of the others would be alike to whom it is alike.
  const firsts: number[] = [];
  for (const [i, { digest, name }] of submissions.entries()) {
    const first = firsts.find((other) => digest !== '' && submissions[other]?.digest === digest);
    if (first === undefined) firsts.push(i);
    else identical.push({ left: submissions[first]?.name ?? '', right: name, similarity: 1, identical: true });
  }
  const pairs = firsts.flatMap((i, place) =>
    firsts.slice(place + 1).map((j) => ({
      left: submissions[i]?.name ?? '',
      right: submissions[j]?.name ?? '',
      similarity: similarityOf(entries[i], entries[j]),
      identical: false,
    })),
  );
  const alike = pairs.filter(({ similarity }) => similarity >= ENOUGH).sort((a, b) => b.similarity - a.similarity);
  return [...identical, ...alike.slice(0, MOST)];
}

/** Of their fingerprints, the share that is in both (Dice). Too few say nothing. */
function similarityOf(one: FileEntry | undefined, other: FileEntry | undefined): number {
  if (!one || !other || Math.min(one.shared.size, other.shared.size) < FEW) return 0;
  let common = 0;
  for (const fingerprint of one.shared) if (other.shared.has(fingerprint)) common++;
  return (2 * common) / (one.shared.size + other.shared.size);
}
