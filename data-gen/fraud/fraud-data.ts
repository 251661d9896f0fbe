import { awkwardRows } from './awkward-rows';
import { fraudDays } from './fraud-days';
import { planFraud, type FraudOptions } from './fraud-options';
import type { FraudRow, FraudTables } from './fraud-rows';

/**
 * The rows of the fraud data one at a time, of all four tables, day by day. What is kept is a few numbers for each
 * customer and merchant, and one day, however many the rows.
 * @throws DataGenError for an option that cannot be
 */
export function fraudRows(options: FraudOptions): Generator<FraudRow, void, undefined> {
  const plan = planFraud(options);
  return awkwardRows(plan, fraudDays(plan));
}

/** The same rows, by table, in memory. */
export function fraudTables(options: FraudOptions): FraudTables {
  const tables: Record<keyof FraudTables, object[]> = {
    customer_stats: [],
    merchant_stats: [],
    transactions: [],
    labels: [],
  };
  for (const { table, row } of fraudRows(options)) tables[table].push(row);
  return tables as unknown as FraudTables;
}
