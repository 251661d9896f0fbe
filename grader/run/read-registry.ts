import { LIMITS } from '../sandbox/limits';
import type { Workplace } from './workplace';

/** A definition as featlab's registry has it. */
export interface Spec {
  readonly kind?: string;
  readonly name?: string;
  readonly joinKeys?: Readonly<Record<string, string>>;
  readonly entities?: readonly string[];
  readonly schema?: Readonly<Record<string, string>>;
  readonly ttl?: string;
}

/** The definitions in the first registry found in `folders`, read in the sandbox; none where there is no registry. */
export async function readRegistry(place: Workplace, folders: readonly string[]): Promise<Spec[]> {
  const mounts = folders.map((from, i) => ({ from, to: `/registry-${String(i)}`, writable: true }));
  const job = {
    args: ['/inside/read-registry.mjs', '/kit', ...mounts.map(({ to }) => to)],
    cwd: '/inside',
    env: {},
    mounts,
  };
  const run = place.start(job, { ...LIMITS, seconds: 20 });
  run.stdin.end();
  const text = run.stdout.setEncoding('utf8').toArray() as Promise<string[]>;
  const { code } = await run.ended;
  const read: unknown = code === 0 ? JSON.parse((await text).join('')) : [];
  return Array.isArray(read) ? read.filter(isSpec) : [];
}

/** A submission can write a registry of its own: what has not the form of a definition is none. */
function isSpec(value: unknown): value is Spec {
  if (!isRecord(value)) return false;
  const { entities = [], joinKeys = {}, kind = '', name = '', schema = {}, ttl = '' } = value;
  return (
    [kind, name, ttl].every(isText) &&
    [joinKeys, schema].every((one) => isRecord(one) && Object.values(one).every(isText)) &&
    Array.isArray(entities) &&
    entities.every(isText)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
