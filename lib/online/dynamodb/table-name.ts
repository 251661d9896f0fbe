import { createHash } from 'node:crypto';

const LONGEST = 255;

/**
 * A table's name by the template, `{project}.{table_name}`. DynamoDB knows letters, digits, `_`, `-` and `.` only: other
 * characters become `_`, and a name that had some, or is too long, ends in a digest of the whole.
 */
export function tableName(template: string, project: string, table: string): string {
  const name = template.replaceAll('{project}', project).replaceAll('{table_name}', table);
  const plain = name.replace(/[^A-Za-z0-9_.-]/gu, '_');
  if (plain === name && name.length >= 3 && name.length <= LONGEST) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${plain.slice(0, LONGEST - 13)}_${digest}`;
}
