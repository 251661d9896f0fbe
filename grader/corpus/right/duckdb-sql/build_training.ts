import { argument, openTables, VIEWS } from './database.ts';

const db = await openTables(argument('data'));
await db.run(`CREATE TABLE labels AS
  SELECT row_number() OVER () AS n, customer_id, merchant_id, event_timestamp, epoch_us(event_timestamp) AS t, is_fraud
  FROM read_parquet('${argument('labels')}')`);
const joins = VIEWS.map(({ table, keys, features, days }) => {
  const same = keys.map((key) => `s.${key} = l.${key}`).join(' AND ');
  return `LEFT JOIN (
    SELECT l.n, ${features} FROM labels l JOIN ${table} s
    ON ${same} AND s.event <= l.t AND s.event >= l.t - ${days}::BIGINT * 86400000000
    QUALIFY row_number() OVER (PARTITION BY l.n ORDER BY s.event DESC, s.created DESC NULLS LAST) = 1
  ) ${table} ON ${table}.n = labels.n`;
});
await db.run(`COPY (
  SELECT labels.customer_id, labels.merchant_id, event_timestamp, is_fraud::TINYINT AS is_fraud, ${VIEWS.map(({ features }) => features).join(', ')}
  FROM labels ${joins.join('\n')} ORDER BY labels.n
) TO '${argument('out')}' (FORMAT parquet)`);
db.closeSync();
