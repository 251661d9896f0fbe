import { FingerprintIndex } from '@dodona/dolos-core';
import type { SharedFingerprint } from '@dodona/dolos-core';

import type { AlikePair } from './alike-pair';
import { tokenFile } from './token-file';
import type { Code } from './token-file';

/** Dolos' own defaults: runs of 23 tokens, one kept of each 17. */
const [KGRAM, WINDOW] = [23, 17];
const ENOUGH = 0.6;
const FEW = 5;
const MOST = 50;

/** A submission for the comparison. */
export interface Compared {
  readonly name: string;
  /** Its TypeScript, file by file. */
  readonly code: readonly Code[];
  /** Empty where it could not be read: then it is the same as nobody's. */
  readonly digest: string;
}

/**
 * Those that are the same file for file as another, whatever is in them, each with the first of its kind; then pairs
 * whose code is much alike, by Dolos' fingerprints of tokens, the most alike first.
 * @param starter what all were given: what is from there is in no fingerprint that counts
 */
export function findAlike(submissions: readonly Compared[], starter: readonly Code[]): readonly AlikePair[] {
  const fingerprints = fingerprintsOf(submissions, starter);
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
      similarity: similarityOf(fingerprints[i], fingerprints[j]),
      identical: false,
    })),
  );
  const alike = pairs.filter(({ similarity }) => similarity >= ENOUGH).sort((a, b) => b.similarity - a.similarity);
  return [...identical, ...alike.slice(0, MOST)];
}

type Fingerprints = ReadonlySet<SharedFingerprint>;

/**
 * Of each submission what its files have and no file of the starter's. File by file: what goes over the end of one into
 * the next would be in no file that all were given.
 */
function fingerprintsOf(submissions: readonly Compared[], starter: readonly Code[]): readonly Fingerprints[] {
  const index = new FingerprintIndex(KGRAM, WINDOW);
  const files = submissions.map(({ code }) => code.map(tokenFile));
  index.addFiles(files.flat());
  // After the others: Dolos takes away only what is there already.
  for (const code of starter) index.addIgnoredFile(tokenFile(code));
  const entries = index.entries();
  let at = 0;
  return files.map((own) => new Set(entries.slice(at, (at += own.length)).flatMap(({ shared }) => [...shared])));
}

/** Of their fingerprints, the share that is in both (Dice). Too few say nothing. */
function similarityOf(one: Fingerprints = new Set(), other: Fingerprints = new Set()): number {
  if (Math.min(one.size, other.size) < FEW) return 0;
  let common = 0;
  for (const fingerprint of one) if (other.has(fingerprint)) common++;
  return (2 * common) / (one.size + other.size);
}
