import type { RunRecord } from '../batch/run-record';
import { unknownNames } from '../batch/unknown-names';
import type { Comment } from '../policy/comments';
import type { Policy } from '../policy/policy';

/** What in the instructor's files has no effect, though it looks as if it had. */
export function slipsOf(
  { graded }: RunRecord,
  policy: Policy,
  comments: ReadonlyMap<string, Comment>,
): readonly string[] {
  const members = graded.flatMap((one) => one.members);
  return [
    ...unknownNames('policy', [...policy.extensions.keys()], members),
    ...unknownNames('comments', [...comments.keys()], members),
    ...graded.flatMap((one) => {
      const { 0: first, length } = one.members.filter((member) => comments.has(member));
      return length > 1 && first !== undefined ? [`${one.name}: of a pair's comments ${first}'s alone is taken`] : [];
    }),
    ...graded
      .filter((one) => !sameNames(one.members, pairOf(one.members, policy)))
      .map(({ name }) => `${name}: the policy's pairs are others now; grade again, which puts them together`),
  ];
}

/** Who is graded together with these, as the policy has it now. */
function pairOf(members: readonly string[], { pairs }: Policy): readonly string[] {
  return pairs.find((names) => members.some((member) => names.includes(member))) ?? members.slice(0, 1);
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
