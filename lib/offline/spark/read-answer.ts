import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Vector } from 'apache-arrow';
import type * as Arrow from '../../columns/arrow';
import type { Column } from '../../columns/column';
import { SourceError } from '../../errors';
import { readFooter } from '../file/footer';
import type { Footer } from '../file/footer';
import { groupsOf } from '../file/groups';
import type { AnswerColumn } from '../sql/dialect';

/** The rows that Spark wrote as Parquet into this folder, a row group at a time. */
export async function readAnswer(
  folder: string,
  columns: readonly AnswerColumn[],
  each: (batch: readonly Column[]) => void,
): Promise<void> {
  if (!existsSync(folder)) throw elsewhere(folder);
  // Loaded here: Apache Arrow takes longer than all the rest.
  const [{ eachGroup }, arrow] = await Promise.all([import('../file/each-group.js'), import('../../columns/arrow.js')]);
  const footers: Footer[] = [];
  for (const name of readdirSync(folder).filter((file) => /^part-.*\.parquet$/.test(file))) {
    footers.push(await readFooter({ path: join(folder, name), place: name }));
  }
  const names = [...(footers[0]?.columns.keys() ?? [])];
  const groups = groupsOf(footers).filter(({ rows }) => rows > 0);
  await eachGroup(groups, names, (table) => {
    each(columns.map((column, c) => answered(arrow, table.getChildAt(c) as Vector, column)));
  });
}

/** Instants come as their ticks, the numbers of entity rows in 64 bits. */
function answered(arrow: typeof Arrow, vector: Vector, { type, unit = 'us' }: AnswerColumn): Column {
  const isWide = type === 'timestamp' || (type === 'int32' && arrow.valueTypeOf(vector) === 'int64');
  const column = arrow.columnFromArrow(vector, isWide ? 'int64' : type);
  const values = column.values as BigInt64Array;
  if (!isWide) return column;
  if (type === 'timestamp') return { type, unit, values, valid: column.valid };
  return { type: 'int32', values: Int32Array.from(values, Number), valid: column.valid };
}

function elsewhere(folder: string): SourceError {
  return new SourceError(
    'SOURCE_UNREADABLE',
    `Spark wrote its answer elsewhere: there is no ${folder}`,
    'let staging_location be a folder that is the same one here and on all of Spark’s machines; where they call it something else, say so in staging_uri',
  );
}
