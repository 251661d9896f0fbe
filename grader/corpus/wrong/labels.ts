import type { WrongSubmission } from '../wrong-submission';

const WRITES = 'writeTraining(args.out, out)';

/** What becomes of the labels, where their features are right. */
export const LABELS: readonly WrongSubmission[] = [
  {
    name: 'labels-sorted-by-customer',
    story: 'the training set comes sorted by customer, then by time',
    fails: ['M4'],
    cause: 'rows_lost_or_added',
    change: {
      'build_training.ts': [
        [
          WRITES,
          'writeTraining(args.out, out.sort((a, b) => Number(a.customer_id ?? -1) - Number(b.customer_id ?? -1) || Number(a.event_timestamp - b.event_timestamp)))',
        ],
      ],
    },
  },
  {
    name: 'labels-sorted-by-merchant',
    story: 'the training set comes sorted by merchant',
    fails: ['M4'],
    cause: 'rows_lost_or_added',
    change: {
      'build_training.ts': [
        [
          WRITES,
          'writeTraining(args.out, out.sort((a, b) => Number(a.merchant_id ?? -1) - Number(b.merchant_id ?? -1)))',
        ],
      ],
    },
  },
  {
    name: 'labels-without-fraud',
    story: 'the training set has the features, and not what they are to tell',
    fails: ['E2'],
    cause: 'missing_column',
    change: { 'write-training.ts': [['  is_fraud: new Int64(),\n', '']] },
  },
  {
    name: 'nobody-is-a-fraud',
    story: 'is_fraud comes as a bigint, is compared with a number, and is 0 for all',
    fails: ['E2'],
    cause: 'wrong_value',
    change: {
      'build_training.ts': [
        [
          WRITES,
          'writeTraining(args.out, out.map((row) => ({ ...row, is_fraud: Number(BigInt(row.is_fraud) === (1 as unknown)) })))',
        ],
      ],
    },
  },
  {
    name: 'labels-backwards-without-ids',
    story: 'the training set comes backwards, and of whom a row is stands nowhere',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    change: {
      'build_training.ts': [
        [WRITES, 'writeTraining(args.out, out.reverse().map((row) => ({ ...row, customer_id: 0, merchant_id: 0 })))'],
      ],
    },
  },
];
