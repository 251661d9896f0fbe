import { cell } from './cell';
import type { DefinitionFields } from './definition-fields';
import { fields, table } from './table';

/** A definition's fields below each other, those that are not set left out; its schema as a table. */
export function describedText({ schema, ...definition }: DefinitionFields): string {
  const pairs = Object.entries(definition).map(([name, value]) => [name, shown(value)] as const);
  const text = fields(pairs.filter(([, value]) => value !== ''));
  return schema === undefined ? text : `${text}\n\n${table(['FEATURE', 'TYPE'], Object.entries(schema as object))}`;
}

/** A source by its name and paths, a mapping as `driver_id int64, day string`. */
function shown(value: unknown): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(cell).join(', ');
  if (typeof value !== 'object') return cell(value);
  if (isSource(value)) return `${value.name} (${(value.paths ?? value.table ?? [value.query]).join(', ')})`;
  return typed(value as Record<string, unknown>);
}

function isSource(
  value: object | undefined,
): value is { name: string; paths?: string[]; table?: string[]; query?: string } {
  return value !== undefined && 'timestampField' in value;
}

/** `driver_id int64, day string` */
export function typed(names: Readonly<Record<string, unknown>>): string {
  return Object.entries(names)
    .map(([name, value]) => `${name} ${cell(value)}`)
    .join(', ');
}
