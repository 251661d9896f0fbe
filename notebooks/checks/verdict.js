'use strict';

const WORDS = {
  es: { why: 'por qué', next: 'probá', hint: 'pista', solution: 'la solución' },
  en: { why: 'why', next: 'try', hint: 'hint', solution: 'the solution' },
};

/**
 * How a check speaks: one line that begins with ✓, or three that begin with ✗ (what, why, what to try next). The check
 * of a gap has two hints instead of a next step: the first time it gives one, the second time the other, and from
 * then on the call that prints the solution.
 */
exports.verdicts = (language) => {
  const words = WORDS[language];
  if (!words) throw new Error(`checks('${language}'): use 'es' or 'en'`);
  const tries = new Map();
  const say = (what, why, last) => console.log(`✗ ${what[language]}\n  ${words.why}: ${why[language]}\n  ${last}`);
  return {
    right: (text) => console.log(`✓ ${text[language]}`),
    wrong: ({ what, why, next }) => say(what, why, `${words.next}: ${next[language]}`),
    /** `gap`: the name of the cell to fill in. */
    open: ({ gap, what, why, hints }) => {
      const tried = tries.get(gap) ?? 0;
      tries.set(gap, tried + 1);
      const hint = hints[tried];
      say(
        what,
        why,
        hint
          ? `${words.hint} ${tried + 1}/${hints.length}: ${hint[language]}`
          : `${words.solution}: check.solution('${gap}')`,
      );
    },
  };
};
