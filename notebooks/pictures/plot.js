'use strict';
const { parseHTML } = require('linkedom');
// An ES module, which the kernel's Node can require.
const Plot = require('@observablehq/plot');

/** An Observable Plot chart as an SVG text, drawn without a browser. @param options as for `Plot.plot` */
exports.plotSvg = (options) => {
  const { document } = parseHTML('<html></html>');
  const drawn = Plot.plot({
    document,
    width: 720,
    style: { fontSize: '12px', fontFamily: 'system-ui, sans-serif' },
    ...options,
  });
  return (drawn.tagName.toLowerCase() === 'svg' ? drawn : drawn.querySelector('svg')).outerHTML;
};

exports.Plot = Plot;
