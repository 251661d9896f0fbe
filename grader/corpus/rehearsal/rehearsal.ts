import { CHECK_IDS, CHECKS } from '../../check-list';
import type { CheckId } from '../../check-list';
import { HIDDEN_CHECKS } from '../../checks/hidden-checks';
import { isJudged } from '../../checks/judged';
import { besideLostBy } from '../../checks/lost-by';
import { PUBLIC_CHECKS } from '../../checks/public-checks';
import { VIEWS } from '../../fraud/views';
import type { View, ViewName } from '../../fraud/views';
import { ORACLE } from '../../oracle/oracle';
import { Context } from '../../run/context';
import type { Failure } from '../../run/failure';
import type { Scripts } from '../../run/scripts';
import type { Workplace } from '../../run/workplace';
import { MemoryDisk } from './memory-disk';
import { memoryFiles, MemoryPlace } from './memory-place';
import { RehearsedScripts } from './rehearsed-scripts';

/** Those that look at answers alone: others look at processes, files and times, which are not there in memory. */
export const REHEARSED: readonly CheckId[] = CHECK_IDS.filter(
  (id) => !['S0', 'R0', 'D0', 'I2', 'K1', 'P1'].includes(id),
);

/**
 * What the grader would say of a submission by hand in `folder`, whose scripts run in this process: hundreds of times
 * faster than in a sandbox, and so on hundreds of seeds.
 * @param ids of REHEARSED
 * @param views where the class has TTLs of its own
 * @returns the checks that fail, and why
 */
export async function rehearse(
  folder: string,
  seed: number,
  ids: readonly CheckId[],
  views: readonly View[] = VIEWS,
): Promise<ReadonlyMap<CheckId, Failure>> {
  const disk = new MemoryDisk();
  const place = new MemoryPlace(disk) as unknown as Workplace;
  const scripts = new RehearsedScripts(disk, folder) as unknown as Scripts;
  const context = new Context(seed, views, place, scripts, ORACLE, memoryFiles(disk));
  const failed = new Map<CheckId, Failure>();
  const lost = new Map<ViewName, CheckId>();
  for (const id of ids) {
    const { parent } = CHECKS[id];
    context.views = views.filter(({ name }) => isJudged(id, lost.get(name), true));
    if ((parent !== null && failed.has(parent)) || context.views.length === 0) continue;
    const check = { ...PUBLIC_CHECKS, ...HIDDEN_CHECKS }[id];
    const outcome = (await check?.(context)) ?? {};
    for (const name of outcome.lost ?? []) lost.set(name, id);
    for (const path of besideLostBy(outcome.parts ?? [])) context.besideLost.add(path);
    if (outcome.failure) failed.set(id, outcome.failure);
  }
  return failed;
}
