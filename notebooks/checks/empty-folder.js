'use strict';
const { mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

/**
 * A folder for a notebook's repository, `featlab_demo/LANGUAGE/NOTEBOOK` in the system's temporary folder. What
 * an earlier run left there is gone. Where it cannot go (Windows keeps an open database, or on a shared machine
 * it is somebody else's), the answer is a new folder with another name.
 */
exports.emptyFolder = (language, notebook) => {
  const folder = join(tmpdir(), 'featlab_demo', language, notebook);
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder);
    return folder;
  } catch {
    return mkdtempSync(join(tmpdir(), `featlab_demo-${language}-${notebook}-`));
  }
};
