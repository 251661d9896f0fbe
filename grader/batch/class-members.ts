import type { Submission } from './submissions';

export interface Grouped {
  readonly submission: Submission;
  readonly members: readonly string[];
}

/**
 * Who is graded with whom: of each pair the first that has a folder, for all of them. The others' folders are left
 * alone, and `skipped` says so.
 */
export function groupMembers(
  submissions: readonly Submission[],
  pairs: readonly (readonly string[])[],
): { readonly grouped: readonly Grouped[]; readonly skipped: readonly string[] } {
  const grouped: Grouped[] = [];
  const skipped: string[] = [];
  for (const submission of submissions) {
    const pair = pairs.find((names) => names.includes(submission.name)) ?? [submission.name];
    const first = pair.find((name) => submissions.some((other) => other.name === name));
    if (first === submission.name)
      grouped.push({ submission, members: [first, ...pair.filter((name) => name !== first)] });
    else skipped.push(`${submission.name}: graded with ${first ?? ''}, as a pair`);
  }
  return { grouped, skipped };
}
