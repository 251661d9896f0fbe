import { styleText } from 'node:util';

export type Paint = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

/** Colour on a terminal only, and never where NO_COLOR is set (https://no-color.org). */
export function paint(paint: Paint, text: string, stream: { readonly isTTY?: boolean } = process.stdout): string {
  return stream.isTTY && !process.env['NO_COLOR'] ? styleText(paint, text, { validateStream: false }) : text;
}
