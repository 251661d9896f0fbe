'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** Writes another TTL into the repository's features.ts, as one would in an editor. It applies nothing. */
exports.setTtl = (folder, ttl) => {
  const file = join(folder, 'features.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/ttl: '.*'/, `ttl: '${ttl}'`));
};
