import { createHash } from 'node:crypto';

import type { Language } from '../text';
import { html, Markup } from './markup';
import { STYLE } from './style';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing is loaded, run, framed or sent: the style, named by its digest, is all that the page has beside its text. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** A whole HTML document, in one file, without a script. */
export function page(title: string, language: Language, body: Markup, width: 'narrow' | 'wide' = 'narrow'): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main${width === 'wide' ? html` class="wide"` : null}>
${body}
</main>
</body>
</html>
`.text;
}
