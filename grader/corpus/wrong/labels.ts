import type { WrongSubmission } from '../wrong-submission';

const WRITES = 'writeTraining(args.out, out)';

/** The rows of the labels in another order, and all of them right: M4. */
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
