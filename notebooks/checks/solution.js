'use strict';
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The code of a gap's cell with the gap filled in, from the solved notebooks; undefined where no gap has that name. */
exports.solution = (language, gap) => {
  const folder = join(__dirname, '..', 'solutions', language);
  for (const file of readdirSync(folder)) {
    const { cells } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const cell = cells.find(({ id, cell_type }) => id === gap && cell_type === 'code');
    if (cell) return cell.source.join('');
  }
  return undefined;
};
