/** HTML or XML that is whole: its tags are ours, all else in it is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Markup | string | number | false | null | undefined | readonly Part[];

/**
 * HTML (or XML) from a template: what is filled in is text and is escaped, whoever wrote it; lists are joined, null and
 * undefined are nothing. Only another `html` comes through as it is, so nothing of a student can become a tag or leave
 * its attribute.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, string, i) => text + textOf(parts[i - 1]) + string));
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (part === null || part === undefined || part === false) return '';
  return typeof part === 'object' ? part.map(textOf).join('') : escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What neither HTML nor XML 1.0 can hold becomes U+FFFD, as it looks where a character is broken. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A link to a file in a folder beside the page's own, whatever the folder is called. */
export function linkBeside(folder: string, file: string): string {
  const name = encodeURIComponent(Buffer.from(folder).toString()).replaceAll("'", '%27');
  return `../${name}/${file}`;
}
