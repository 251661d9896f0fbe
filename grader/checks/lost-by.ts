import type { Part } from '../details';
import type { View, ViewName } from '../fraud/views';
import type { Mismatch } from '../run/judge';

/** Of these views, those of which a part failed. */
export function lostBy(views: readonly View[], parts: readonly Part[]): readonly ViewName[] {
  const bad = parts.filter(({ beside, passed }) => !passed && !beside).map(({ name }) => name.split(' ')[0]);
  return views.map(({ name }) => name).filter((name) => bad.includes(name));
}

/** Paths on which what stands beside the features is not right: the later checks judge the features alone. */
export function besideLostBy(parts: readonly Part[]): readonly Mismatch['path'][] {
  const names = parts.filter(({ beside }) => beside).map(({ name }) => name.split(' ')[1]);
  return (['training', 'serving'] as const).filter((path) => names.includes(path));
}
