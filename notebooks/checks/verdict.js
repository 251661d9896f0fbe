'use strict';

const WORDS = {
  es: { why: 'por qué', next: 'probá' },
  en: { why: 'why', next: 'try' },
};

/** How a check speaks: one line that begins with ✓, or three that begin with ✗ (what, why, what to try next). */
exports.verdicts = (language) => {
  const words = WORDS[language];
  if (!words) throw new Error(`checks('${language}'): use 'es' or 'en'`);
  return {
    right: (text) => console.log(`✓ ${text[language]}`),
    wrong: ({ what, why, next }) =>
      console.log(`✗ ${what[language]}\n  ${words.why}: ${why[language]}\n  ${words.next}: ${next[language]}`),
  };
};
