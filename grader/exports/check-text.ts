import type { ReportedCheck } from '../reports/reported-check';
import { shorten } from '../reports/shorten';
import { WORDS } from '../reports/words';
import type { Language } from '../text';

/** What a student reads of a check where there is only plain text. */
export function checkText(check: ReportedCheck, language: Language): string {
  const { causeText, comment, failure, help, message, status, waitsFor } = check;
  if (status !== 'failed') {
    const waits = waitsFor && `: ${WORDS.waitsFor[language]} ${waitsFor}`;
    return [`${WORDS[status][language]}${waits ?? ''}`, comment].filter(Boolean).join('\n');
  }
  const isBoth = failure?.path === 'both';
  const [one, other] = isBoth ? [WORDS.trained, WORDS.served] : [WORDS.expected, WORDS.got];
  const found = failure && [
    `${WORDS.asked[language]}: ${shorten(failure.request, 200)} (${failure.at}, ${WORDS[failure.path][language]})`,
    `${failure.field}: ${one[language]} ${shorten(failure.expected, 200)}, ${other[language]} ${shorten(failure.got, 200)}`,
    failure.explanation?.[language],
  ];
  const lines = [
    causeText,
    message && shorten(message),
    ...(found ?? []),
    `${WORDS.tryNext[language]}: ${help}`,
    comment,
  ];
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n');
}
