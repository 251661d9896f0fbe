import type { Language } from '../text';
import { formatChange, formatNumber } from './format-number';
import type { GradedSubmission } from './graded-submission';
import { WORDS } from './words';

/** How the grade came of the score, a line each; none where nothing was taken off or given. */
export function gradeLines({ comment, language, lateness, result }: GradedSubmission): readonly string[] {
  if (result.score === null) return [];
  const points = comment?.points ?? 0;
  const lines = [
    ...(lateness.accepted && lateness.penalty === 0 ? [] : [lateLine(lateness, language)]),
    ...(points === 0 ? [] : [`${WORDS.adjustment[language]}: ${formatChange(points, language)}`]),
  ];
  return lines.length === 0 ? [] : [`${WORDS.score[language]}: ${formatNumber(result.score, language)}`, ...lines];
}

function lateLine({ accepted, days, penalty }: GradedSubmission['lateness'], language: Language): string {
  const many = days ?? 0;
  const unit = WORDS[many === 1 ? 'day' : 'days'][language];
  const cost = accepted ? formatChange(-penalty, language) : WORDS.notAccepted[language];
  return `${WORDS.late[language]} (${String(many)} ${unit}): ${cost}`;
}

/** What the result is worth where isolation did not hold, or not all of it; null where it did. */
export function isolationText({ language, result }: GradedSubmission): string | null {
  if (result.isolation === 'strong') return null;
  return WORDS[result.isolation === 'none' ? 'unsafe' : 'partial'][language];
}
