import { distance } from 'fastest-levenshtein';

import type { Policy } from '../policy/policy';

/** Names in the policy that no submission has: a slip of the pen, or somebody who handed nothing in. A line for each. */
export function unknownNames({ extensions, pairs }: Policy, submissions: readonly string[]): readonly string[] {
  const named = new Set([...extensions.keys(), ...pairs.flat()]);
  return [...named]
    .filter((name) => !submissions.includes(name))
    .map((name) => {
      const near = submissions.find((one) => distance(one.toLowerCase(), name.toLowerCase()) <= 2);
      return `the policy names ${name}, who handed nothing in${near === undefined ? '' : `; did you mean ${near}?`}`;
    });
}
