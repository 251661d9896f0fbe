import type { KeyType, KeyValue } from '../../types';
import type { EntityKey, OnlineView } from '../online-store';

/**
 * Texts as one, so that different tuples have different texts: each with its length before it (`4:1001,`), never
 * merely joined. Lengths are of JavaScript strings: UTF-16 units.
 */
export function tupleText(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${String(part.length)}:${part},`;
  return text;
}

/** The parts of `tupleText`. */
export function tupleOf(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const colon = text.indexOf(':', at);
    const end = colon + 1 + Number(text.slice(at, colon));
    parts.push(text.slice(colon + 1, end));
    at = end + 1;
  }
  return parts;
}

/** What the keys of all rows of a view begin with. */
export function viewPrefix({ project, name }: Pick<OnlineView, 'project' | 'name'>): string {
  return tupleText([project, name]);
}

/** An entity key within its view. */
export function entityKeyText(key: EntityKey): string {
  return tupleText(key.map(String));
}

export function entityKeyOfText(view: OnlineView, text: string): EntityKey {
  const parts = tupleOf(text);
  return view.keys.map(({ type }, i) => keyValueOf(type, parts[i]));
}

function keyValueOf(type: KeyType, text: string): KeyValue {
  if (type === 'string') return text;
  return type === 'bigint' || !Number.isSafeInteger(Number(text)) ? BigInt(text) : Number(text);
}
