import { readFileSync } from 'node:fs';

const HELP = JSON.parse(readFileSync(new URL('../../lib/cli/error-help.json', import.meta.url), 'utf8'));

const HEADS = {
  es: ['Empieza con', 'Por qué', 'Qué hacer', 'Código'],
  en: ['Begins with', 'Why', 'What to do', 'Code'],
};

/** Every error of the library as a Markdown table: the texts of `featlab help CODE`. */
export function errorTable(language) {
  const rows = Object.entries(HELP).map(([code, texts]) => {
    const { sign, cause, fix } = texts[language];
    return [`\`${sign}\``, cause, fix, `\`${code}\``];
  });
  return [HEADS[language], HEADS[language].map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
