import type { Part } from '../details';
import type { ViewName } from '../fraud/views';
import type { Context } from '../run/context';

/** The views of which a part failed. */
export function lostBy(context: Context, parts: readonly Part[]): readonly ViewName[] {
  const bad = parts.filter(({ passed }) => !passed).map(({ name }) => name.split(' ')[0]);
  return context.views.map(({ name }) => name).filter((name) => bad.includes(name));
}
