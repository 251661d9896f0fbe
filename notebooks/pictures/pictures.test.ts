import { expect, test } from 'vitest';
import { figureHtml } from './figure';
import { Plot, plotSvg } from './plot';

const points = [
  { x: 1, y: 2 },
  { x: 2, y: 3 },
];

test('a chart is an SVG with a mark for each row, drawn without a browser, the same each time', () => {
  const draw = (): string => plotSvg({ marks: [Plot.dot(points, { x: 'x', y: 'y' })] });
  expect(draw().match(/<circle/g)).toHaveLength(points.length);
  expect(draw()).toBe(draw());
});

test('a figure is an image on white paper, with what it shows in words; no script, nothing of its own text is HTML', () => {
  const html = figureHtml({ svg: '<svg width="1" height="1"></svg>', alt: 'a < "b"', caption: '<script>' });
  const [, image = ''] = /base64,([^"]+)"/.exec(html) ?? [];
  expect(Buffer.from(image, 'base64').toString()).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" color="#1b1b1b"><rect width="100%" height="100%" fill="#fff"/></svg>',
  );
  expect(html).toContain('alt="a &#60; &#34;b&#34;"');
  expect(html).toContain('<figcaption>&#60;script&#62;</figcaption>');
});

test.each(['alt', 'caption'])('a figure without %s is refused', (missing) => {
  const drawing = { svg: '<svg></svg>', alt: 'a line', caption: 'A line.', [missing]: '' };
  expect(() => figureHtml(drawing)).toThrow('a figure has an alt text and a caption');
});
