import { stagedColumns } from '../postgres/stage-rows';
import type { StageRows } from '../postgres/stage-rows';
import { stagedText } from './staged-text';

/** Without a length Redshift takes a VARCHAR for one of 256. */
export const LONGEST = 'VARCHAR(65535)';

/** Redshift takes 32,767 values in a statement. */
const MOST_VALUES = 32_000;

/** Many rows in each INSERT: there is no COPY from a client but through S3. */
export const insertStaging: StageRows = async (client, table, rows) => {
  await client.query({ text: `CREATE TEMPORARY TABLE ${table} (${stagedColumns(rows, LONGEST)})`, rowMode: 'array' });
  const columns = rows.columns.map(({ column }) => column);
  const most = Math.floor(MOST_VALUES / columns.length);
  for (let from = 0; from < rows.length; from += most) {
    const length = Math.min(most, rows.length - from);
    const tuples = Array.from({ length }, (_, row) => tuple(row * columns.length, columns.length));
    const values = Array.from({ length }, (_, row) => columns.map((column) => stagedText(column, from + row))).flat();
    await client.query({ text: `INSERT INTO ${table} VALUES ${tuples.join(', ')}`, values, rowMode: 'array' });
  }
};

function tuple(first: number, width: number): string {
  return `(${Array.from({ length: width }, (_, i) => `$${String(first + i + 1)}`).join(', ')})`;
}
