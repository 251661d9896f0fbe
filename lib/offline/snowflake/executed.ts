import type { SnowflakeAnswer, SnowflakeConnection, SnowflakeRow, SnowflakeStatement } from './snowflake-client';

type Statement = Omit<SnowflakeStatement, 'complete' | 'rowMode'>;

/** Runs a statement, and answers its rows. */
export async function executed(
  connection: SnowflakeConnection,
  statement: Omit<Statement, 'streamResult' | 'describeOnly'>,
): Promise<readonly SnowflakeRow[]> {
  return (await completed(connection, statement)).rows;
}

/** Runs a statement, or compiles it, and answers what the driver has of it. */
export async function answered(connection: SnowflakeConnection, statement: Statement): Promise<SnowflakeAnswer> {
  return (await completed(connection, statement)).answer;
}

function completed(
  connection: SnowflakeConnection,
  statement: Statement,
): Promise<{ readonly answer: SnowflakeAnswer; readonly rows: readonly SnowflakeRow[] }> {
  return new Promise((resolve, reject) => {
    connection.execute({
      ...statement,
      rowMode: 'array',
      complete: (error, answer, rows = []) => {
        if (error) reject(error);
        else resolve({ answer, rows });
      },
    });
  });
}
