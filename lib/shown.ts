import { inspect } from 'node:util';

/** Letters of a value that a message shows at most. */
const MOST = 200;

/** A value as a message shows it: as JSON, a bigint with its `n`; of what has no JSON, or no end, the outline. */
export function shown(value: unknown): string {
  const text = textOf(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (typeof value === 'number' || value instanceof Date) return String(value);
  try {
    return JSON.stringify(value, withBigints) ?? inspect(value);
  } catch {
    // A circle, or deeper than the stack.
    return inspect(value, { depth: 0, breakLength: Infinity });
  }
}

function withBigints(_key: string, part: unknown): unknown {
  return typeof part === 'bigint' ? `${String(part)}n` : part;
}
