import { basename, resolve } from 'node:path';
import { CHECK_IDS, CHECKS, weightOf } from './check-list';
import type { CheckId } from './check-list';
import type { Outcome } from './checks/check';
import { gradable } from './checks/gradable';
import { isJudged } from './checks/judged';
import { besideLostBy, lostBy } from './checks/lost-by';
import type { Registry } from './checks/public-checks';
import type { CheckDetails, Graded } from './details';
import type { GradeOptions } from './grading';
import { GRADER_VERSION } from './grader-version';
import { takeIn } from './intake/take-in';
import type { TakenIn } from './intake/take-in';
import { VIEWS } from './fraud/views';
import type { View, ViewName } from './fraud/views';
import { SECOND } from './fraud/micros';
import { Context } from './run/context';
import { withoutHidden } from './run/failure';
import type { Expectation } from './run/expectation';
import { proveKit } from './run/prove-kit';
import { Scripts } from './run/scripts';
import { Workplace } from './run/workplace';
import { lookAt, writtenSince } from './run/written-beside';
import type { Proof } from './sandbox/canaries';
import { scoreOf } from './score';
import type { Text } from './text';

const NOTHING: Text = { en: '', es: '' };

/** What a submission is judged by. Checks that are not in the registry are not run. */
export interface Judges {
  readonly registry: Registry;
  readonly oracle?: Expectation;
}

/** Grades the submission in `folder` in the box that `proved` has; see `gradeSubmission`. */
export async function gradeWith(
  { registry, oracle }: Judges,
  folder: string,
  options: GradeOptions,
  proved: Proof,
): Promise<Graded> {
  const begin = performance.now();
  const place = new Workplace(proved.box, options.signal, proved.compiled);
  try {
    const taken = takeIn(folder, place.submission);
    const context = new Context(options.seed, viewsOf(options), place, new Scripts(place), oracle);
    const before = lookAt(place.submission);
    const checks = await runChecks(context, registry, taken, options);
    // Where there are walls it was told EROFS.
    if (!proved.box.apart) noteWritten(context, writtenSince(before, place.submission));
    const weights = checks.map((check) => check.weight);
    return {
      result: {
        submission: basename(resolve(folder)),
        digest: taken.digest,
        gradable: checks[0].status !== 'failed',
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

function noteWritten(context: Context, [first]: readonly string[]): void {
  if (first === undefined) return;
  const name = JSON.stringify(first.slice(0, 80));
  context.notice({
    kind: 'written',
    text: {
      en: `a script wrote ${name} into its own folder: graded, it may write in --online, --out and the temporary folder alone, and falls`,
      es: `un script escribió ${name} en su propia carpeta: al corregir solo puede escribir en --online, --out y la carpeta temporal, y se cae`,
    },
  });
}

function viewsOf({ ttlSeconds = {} }: GradeOptions): readonly View[] {
  return VIEWS.map((view) => ({ ...view, ttl: (ttlSeconds[view.name] ?? view.ttl / SECOND) * SECOND }));
}

async function runChecks(
  context: Context,
  registry: Registry,
  taken: TakenIn,
  options: GradeOptions,
): Promise<readonly CheckDetails[]> {
  const done = new Map<CheckId, CheckDetails>();
  const lost = new Map<ViewName, CheckId>();
  const all = context.views;
  for (const [place, id] of CHECK_IDS.entries()) {
    options.signal?.throwIfAborted();
    const known = options.known?.find((check) => check.id === id && check.status !== 'not_run');
    if (known) {
      done.set(id, known);
      for (const name of lostBy(all, known.parts)) lost.set(name, id);
      for (const path of besideLostBy(known.parts)) context.besideLost.add(path);
      continue;
    }
    context.views = all.filter(({ name }) => isJudged(id, lost.get(name), context.oracle !== undefined));
    const parent = CHECKS[id].parent;
    const stands = (parent === null || done.get(parent)?.status === 'passed') && context.views.length > 0;
    const isThere = id === 'S0' || registry[id] !== undefined;
    const wanted = isThere && (options.only === undefined || needed(options.only).has(id));
    if (!stands || !wanted) {
      done.set(id, details(id, options, 'not_run', {}, 0));
      continue;
    }
    options.onCheck?.(id, place, CHECK_IDS.length);
    const check = await runCheck(context, registry, id, taken, options);
    for (const name of check.lost) lost.set(name, id);
    for (const path of besideLostBy(check.details.parts)) context.besideLost.add(path);
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

async function runCheck(
  context: Context,
  registry: Registry,
  id: CheckId,
  taken: TakenIn,
  options: GradeOptions,
): Promise<Checked> {
  const begin = performance.now();
  const seconds = (): number => (performance.now() - begin) / 1000;
  const cpuBefore = context.scripts.cpuSeconds;
  try {
    const outcome = (await (id === 'S0' ? gradable(context, taken) : registry[id]?.(context))) ?? {};
    // What only reads the submission has no need of the kit.
    if (outcome.failure && id !== 'S0' && id !== 'R0') await proveKit(context.place);
    if (outcome.failure) options.onFailure?.(id, outcome.failure);
    const status = outcome.failure ? 'failed' : 'passed';
    const cpu = context.scripts.cpuSeconds - cpuBefore;
    // Without an oracle it is the student who looks, at data of their own machine.
    const { failure } = outcome;
    const told = failure && context.oracle && id !== 'D0' ? { ...outcome, failure: withoutHidden(failure) } : outcome;
    return {
      details: {
        ...details(id, options, status, told, seconds()),
        cpuSeconds: cpu,
        said: failure?.said ?? null,
      },
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
    said: null,
  };
}
