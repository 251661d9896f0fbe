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
    name: 'answers-without-ids',
    story: 'an answer is the six features, and whose they are stands nowhere',
    fails: ['E2'],
    cause: 'missing_column',
    change: {
      'serve.ts': [
        [
          'const answer: Record<string, number | null> = { ...ids };',
          'const answer: Record<string, number | null> = {};',
        ],
      ],
    },
  },
  {
    name: 'unknown-keys-are-a-crash',
    story: 'a key of which the store has nothing ends the session',
    fails: ['E3', 'N1'],
    cause: 'lookup',
    change: { 'serve.ts': [['row && counts', 'counts']] },
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
