import { basename, resolve } from 'node:path';
import { CHECK_IDS, CHECKS, weightOf } from './check-list';
import type { CheckId } from './check-list';
import type { Outcome } from './checks/check';
import { gradable } from './checks/gradable';
import { REGISTRY } from './checks/registry';
import type { CheckDetails, Graded } from './details';
import type { GradeOptions } from './grading';
import { GRADER_VERSION } from './grader-version';
import { takeIn } from './intake/take-in';
import type { TakenIn } from './intake/take-in';
import { VIEWS } from './oracle/views';
import type { View, ViewName } from './oracle/views';
import { SECOND } from './oracle/micros';
import { Context } from './run/context';
import { Scripts } from './run/scripts';
import { Workplace } from './run/workplace';
import { proveIsolation } from './sandbox/canaries';
import type { Proof } from './sandbox/canaries';
import { scoreOf } from './score';
import type { Text } from './text';

/** Checks of what was handed in; the views that are judged play no part in them. */
const BEFORE_VIEWS: readonly CheckId[] = ['S0', 'R0', 'D0', 'E1', 'E2'];
const NOTHING: Text = { en: '', es: '' };

/**
 * Grades the submission in `folder`, which is only read. Nothing of it runs outside the sandbox, and nothing stays.
 * A fault of the grader is a check's status `error`, never a zero.
 * @param proof what the canaries of this batch found; they are sent here where it is absent
 * @throws GraderError where there is no isolation and `allowUnsafe` is not set
 */
export async function gradeSubmission(folder: string, options: GradeOptions, proof?: Proof): Promise<Graded> {
  const proved = proof ?? (await proveIsolation(options));
  const begin = performance.now();
  const place = new Workplace(proved.box);
  try {
    const taken = takeIn(folder, place.submission);
    const context = new Context(options.seed, viewsOf(options), place, new Scripts(place));
    const checks = await runChecks(context, taken, options);
    const weights = checks.map((check) => check.weight);
    return {
      result: {
        submission: basename(resolve(folder)),
        digest: taken.digest,
        gradable: checks[0].status === 'passed',
        score: scoreOf(checks),
        max_score: 100,
        isolation: proved.isolation,
        grader_version: GRADER_VERSION,
        seed: options.seed,
        checks: checks.map(({ id, status, cause, message }, i) => ({
          ...{ id, status, weight: weights[i], cause, message: message[options.language ?? 'en'] || null },
        })),
      },
      details: {
        checks,
        notices: context.notices,
        layers: proved.layers,
        cpuSeconds: context.scripts.cpuSeconds,
        seconds: (performance.now() - begin) / 1000,
      },
    };
  } finally {
    place.remove();
  }
}

function viewsOf({ ttlSeconds = {} }: GradeOptions): readonly View[] {
  return VIEWS.map((view) => ({ ...view, ttl: (ttlSeconds[view.name] ?? view.ttl / SECOND) * SECOND }));
}

async function runChecks(context: Context, taken: TakenIn, options: GradeOptions): Promise<readonly CheckDetails[]> {
  const done = new Map<CheckId, CheckDetails>();
  const lost = new Set<ViewName>();
  const all = context.views;
  for (const [place, id] of CHECK_IDS.entries()) {
    options.signal?.throwIfAborted();
    context.views = BEFORE_VIEWS.includes(id) ? all : all.filter(({ name }) => !lost.has(name));
    const parent = CHECKS[id].parent;
    const stands = (parent === null || done.get(parent)?.status === 'passed') && context.views.length > 0;
    const wanted = options.only === undefined || needed(options.only).has(id);
    if (!stands || !wanted) {
      done.set(id, details(id, options, 'not_run', {}, 0));
      continue;
    }
    options.onCheck?.(id, place, CHECK_IDS.length);
    const check = await runCheck(context, id, taken, options);
    for (const name of check.lost) lost.add(name);
    done.set(id, check.details);
  }
  return [...done.values()];
}

/** What these checks stand on, and they themselves. */
function needed(only: readonly CheckId[]): ReadonlySet<CheckId> {
  const all = new Set<CheckId>(['S0']);
  for (const id of only) for (let at: CheckId | null = id; at !== null; at = CHECKS[at].parent) all.add(at);
  return all;
}

interface Checked {
  readonly details: CheckDetails;
  readonly lost: readonly ViewName[];
}

async function runCheck(context: Context, id: CheckId, taken: TakenIn, options: GradeOptions): Promise<Checked> {
  const begin = performance.now();
  const seconds = (): number => (performance.now() - begin) / 1000;
  const cpuBefore = context.scripts.cpuSeconds;
  try {
    const outcome = await (id === 'S0' ? gradable(context, taken) : REGISTRY[id](context));
    const status = outcome.failure ? 'failed' : 'passed';
    const cpu = context.scripts.cpuSeconds - cpuBefore;
    return {
      details: { ...details(id, options, status, outcome, seconds()), cpuSeconds: cpu },
      lost: outcome.lost ?? [],
    };
  } catch (error) {
    options.signal?.throwIfAborted();
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = { en: `the grader's own fault: ${said}`, es: `falla del corrector: ${said}` };
    return { details: { ...details(id, options, 'error', {}, seconds()), message }, lost: [] };
  }
}

function details(
  id: CheckId,
  { weights }: GradeOptions,
  status: CheckDetails['status'],
  { failure, parts = [] }: Outcome,
  seconds: number,
): CheckDetails {
  const weight = weights?.[id] ?? weightOf(id);
  const share = parts.length === 0 ? 0 : parts.filter(({ passed }) => passed).length / parts.length;
  return {
    ...{ id, status, weight, parts, seconds },
    earned: status === 'passed' ? weight : status === 'failed' ? weight * share : 0,
    cause: failure?.cause ?? null,
    message: failure?.message ?? NOTHING,
    failure: failure?.failure ?? null,
    cpuSeconds: 0,
  };
}
