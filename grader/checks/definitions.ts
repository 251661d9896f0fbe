import { chmodSync, cpSync } from 'node:fs';
import type { View } from '../fraud/views';
import type { Context } from '../run/context';
import { lastWords } from '../run/failure';
import type { Failure } from '../run/failure';
import { readRegistry } from '../run/read-registry';
import type { Spec } from '../run/read-registry';
import { compiledIn } from '../sandbox/compiled';
import { LIMITS } from '../sandbox/limits';
import type { Text } from '../text';
import type { Check, Outcome } from './check';
import { PASSED } from './check';

const INTEGERS = ['int32', 'int64', 'bigint'];
const MICROS: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
  d: 86_400e6,
  w: 604_800e6,
};

/**
 * D0: after `featlab apply`, without any data, the registry has the entities and views of the text. features.ts runs
 * where apply does; the registry that it left is read afterwards, in a sandbox of its own. A forged one could only
 * hold what the check asks for, which is no less work than to export it.
 */
export const definitionsAreThere: Check = async (context) => {
  const { specs, problem } = await appliedSpecs(context);
  if (problem) return problem;
  const wrong = whatIsWrong(specs, context.views);
  if (wrong.length === 0) return PASSED;
  const all = (language: 'en' | 'es'): string => wrong.map((one) => one[language]).join('; ');
  return failed('definitions_wrong', { en: all('en'), es: all('es') });
};

function failed(cause: Failure['cause'], message: Text): Outcome {
  return { failure: { cause, message, failure: null } };
}

async function appliedSpecs(context: Context): Promise<{ specs: readonly Spec[]; problem?: Outcome }> {
  const { place } = context;
  const [repository, data, online] = ['repository', 'empty', 'registry'].map((name) => place.writable(name));
  copyForWriting(context, repository);
  const compiled = compiledIn(place.compiled);
  const run = place.start(
    {
      args: ['/kit/lib/cli/bin.js', 'apply', '-c', '/homework/submission'],
      cwd: '/homework/submission',
      env: { ...compiled.env, DATA_DIR: '/data', ONLINE_DIR: '/online', TZ: 'UTC' },
      mounts: [
        ...compiled.mounts,
        { from: repository, to: '/homework/submission', writable: true },
        { from: data, to: '/data' },
        { from: online, to: '/online', writable: true },
      ],
    },
    LIMITS,
  );
  run.stdin.end();
  run.stdout.resume();
  const applied = await run.ended;
  context.scripts.add(applied);
  const specs = await readRegistry(place, [online, repository]);
  // A registry may have been handed in: what apply refuses has not been applied.
  if (specs.length > 0 && applied.code === 0) return { specs };
  const said = lastWords(applied.stderr.split('\nfix:')[0] ?? '') || 'it left no registry';
  return { specs, problem: failed('apply_failed', { en: `featlab apply: ${said}`, es: `featlab apply: ${said}` }) };
}

/** A registry may lie in the repository itself. */
function copyForWriting(context: Context, repository: string): void {
  cpSync(context.place.submission, repository, { recursive: true });
  context.place.giveAllAway(repository);
  chmodSync(repository, 0o755);
}

/** Names of entities, integer types, order and further features are free. */
function whatIsWrong(specs: readonly Spec[], views: readonly View[]): Text[] {
  const entities = specs.filter(({ kind }) => kind === 'entity');
  const keys = ['customer_id', 'merchant_id'].flatMap((key) => {
    const types = entities.map(({ joinKeys = {} }) => joinKeys[key]).filter((type) => type !== undefined);
    if (types.length === 0)
      return [{ en: `no entity has the join key ${key}`, es: `ninguna entidad tiene la clave ${key}` }];
    if (INTEGERS.includes(types[0])) return [];
    const [en, es] = [
      `the join key ${key} is ${types[0]}, not an integer`,
      `la clave ${key} es ${types[0]}, no un entero`,
    ];
    return [{ en, es }];
  });
  const inViews = views.flatMap((view) => {
    const spec = specs.find(({ kind, name }) => kind === 'featureView' && name === view.name);
    if (!spec) return [{ en: `there is no feature view ${view.name}`, es: `no hay una feature view ${view.name}` }];
    const wrong = wrongInView(view, spec, entities);
    return wrong.map(({ en, es }) => ({ en: `${view.name}: ${en}`, es: `${view.name}: ${es}` }));
  });
  return [...keys, ...inViews];
}

function wrongInView(view: View, spec: Spec, entities: readonly Spec[]): Text[] {
  const wrong: Text[] = [];
  const used = entities.filter(({ name = '' }) => spec.entities?.includes(name));
  const keys = used.flatMap(({ joinKeys = {} }) => Object.keys(joinKeys)).sort();
  if (keys.join() !== [...view.keys].sort().join()) {
    const [has, wanted] = [keys.join(', ') || '–', view.keys.join(', ')];
    wrong.push({ en: `its keys are ${has}, not ${wanted}`, es: `sus claves son ${has}, no ${wanted}` });
  }
  for (const feature of view.features) {
    const type = spec.schema?.[feature];
    const fits = type === 'float64' || (view.integers.includes(feature) && INTEGERS.includes(type ?? ''));
    if (type === undefined) wrong.push({ en: `it has no feature ${feature}`, es: `no tiene la feature ${feature}` });
    else if (!fits) wrong.push({ en: `${feature} is ${type}`, es: `${feature} es ${type}` });
  }
  if (microsOf(spec.ttl) !== view.ttl) {
    wrong.push({ en: `its ttl is ${spec.ttl ?? 'absent'}`, es: `su ttl es ${spec.ttl ?? 'ninguno'}` });
  }
  return wrong;
}

function microsOf(ttl: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(us|ms|s|m|h|d|w)$/.exec(ttl ?? '');
  return match ? Math.round(Number(match[1]) * MICROS[match[2]]) : undefined;
}
