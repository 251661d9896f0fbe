import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GradeOptions } from '../grader/grading';

export type TtlSeconds = NonNullable<GradeOptions['ttlSeconds']>;

/** Seconds by view, in the kit of a class whose TTLs are its own; the text's where it is not there. */
const FILE = join('homework', 'ttl-seconds.json');

export function readClassTtl(kit: string): TtlSeconds {
  const file = join(kit, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TtlSeconds) : {};
}

export function writeClassTtl(kit: string, ttl: TtlSeconds): void {
  writeFileSync(join(kit, FILE), `${JSON.stringify(ttl, null, 2)}\n`);
}
