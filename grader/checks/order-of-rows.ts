import { plainTrial } from '../worlds/plain-trial';
import { trials } from './check';
import type { Check } from './check';

const FILES = ['2023-03-06.parquet', 'part-0.parquet', 'corrections.parquet'];

/** M3: rows in any order, dealt out to several files, of any name, and small row groups; one file has no rows. */
export const anyOrderOfRows: Check = trials('order_dependence', (context) => {
  const random = context.random('M3');
  const plain = context.plain(random);
  const world = {
    customer_stats: random.shuffle(plain.world.customer_stats),
    merchant_stats: random.shuffle(plain.world.merchant_stats),
    transactions: random.shuffle(plain.world.transactions),
  };
  return [
    {
      ...plainTrial({ ...plain, world }, random, 1),
      write: { files: FILES, emptyFile: 'a-quiet-day.parquet', rowGroupSize: 13 },
    },
  ];
});
