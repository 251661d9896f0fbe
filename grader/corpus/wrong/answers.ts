import type { WrongSubmission } from '../wrong-submission';

/** Right values, in lines that are not as agreed. */
export const ANSWERS: readonly WrongSubmission[] = [
  {
    name: 'prints-the-request-again',
    story: 'a console.log that was left where requests are read',
    fails: ['K1'],
    cause: 'serve_protocol',
    change: { 'serve.ts': [['const ids = {', 'console.log(line);\n  const ids = {']] },
  },
  {
    name: 'nulls-left-out',
    story: 'undefined where null was to stand, and so nothing: of a key that nobody knows an answer has the ids alone',
    fails: ['E3', 'N1'],
    change: {
      'serve.ts': [
        [
          'JSON.stringify(answer)',
          'JSON.stringify(answer, (name, value) => (name in ids ? value : (value ?? undefined)))',
        ],
      ],
    },
  },
];
