import type { Part } from '../details';
import type { View, ViewName } from '../fraud/views';

/** Of these views, those of which a part failed. */
export function lostBy(views: readonly View[], parts: readonly Part[]): readonly ViewName[] {
  const bad = parts.filter(({ passed }) => !passed).map(({ name }) => name.split(' ')[0]);
  return views.map(({ name }) => name).filter((name) => bad.includes(name));
}
