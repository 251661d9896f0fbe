import { distance } from 'fastest-levenshtein';

/**
 * Names in a file of the instructor's that no submission has: a slip of the pen, or somebody who handed nothing in. A
 * line for each.
 */
export function unknownNames(
  file: 'comments' | 'policy',
  named: readonly string[],
  submissions: readonly string[],
): readonly string[] {
  return [...new Set(named)]
    .filter((name) => !submissions.includes(name))
    .map((name) => {
      const near = submissions.find((one) => distance(one.toLowerCase(), name.toLowerCase()) <= 2);
      const names = file === 'policy' ? 'the policy names' : 'the comments name';
      return `${names} ${name}, who handed nothing in${near === undefined ? '' : `; did you mean ${near}?`}`;
    });
}
