import type { Graded } from '../grader/details';

/** Several gradings of one submission as one: of each check the grading that ran it. */
export function together(gradings: readonly [Graded, ...Graded[]]): Graded {
  const [first] = gradings;
  const ran = <C extends { status: string }>(checks: readonly C[]): C =>
    checks.find(({ status }) => status !== 'not_run') ?? checks[0];
  const notices = gradings.flatMap(({ details }) => details.notices);
  return {
    result: {
      ...first.result,
      checks: first.result.checks.map((_, i) => ran(gradings.map(({ result }) => result.checks[i]))),
    },
    details: {
      ...first.details,
      checks: first.details.checks.map((_, i) => ran(gradings.map(({ details }) => details.checks[i]))),
      notices: notices.filter(({ text }, i) => notices.findIndex((other) => other.text.en === text.en) === i),
      cpuSeconds: gradings.reduce((sum, { details }) => sum + details.cpuSeconds, 0),
    },
  };
}
