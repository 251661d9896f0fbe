'use strict';
/**
 * A drawing as the HTML of a cell's output: an image inside a figure, which needs no trust and runs no script. It lies
 * on white paper, so that it reads the same in a light theme, a dark one, and in print.
 */
exports.figureHtml = ({ svg, alt, caption }) => {
  if (!alt || !caption) throw new Error('a figure has an alt text and a caption: { svg, alt, caption }');
  const source = `data:image/svg+xml;base64,${Buffer.from(onPaper(svg)).toString('base64')}`;
  const style = 'background:#fff;padding:8px;border-radius:4px;max-width:100%';
  return `<figure><img alt="${escaped(alt)}" src="${source}" style="${style}"><figcaption>${escaped(caption)}</figcaption></figure>`;
};

/** Shows the drawing in the output of the cell that runs. */
exports.figure = (drawing) => {
  // Loaded here: outside of the kernel there is nothing to show it in.
  require('tslab').display.html(exports.figureHtml(drawing));
};

/** An image of its own needs the namespace; a white ground and dark ink it has from here. */
function onPaper(svg) {
  const named = svg.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return named.replace(/<svg([^>]*)>/, '<svg$1 color="#1b1b1b"><rect width="100%" height="100%" fill="#fff"/>');
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
