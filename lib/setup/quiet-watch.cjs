'use strict';
// Required by the TypeScript kernel at its start (steps/kernel.mjs). tslab's compiler watches every file that it has
// read, and two that change between two cells end in "Unexpected pending rebuildTimer" in each later cell: a build or a
// git pull would break every open notebook. So only the notebook's own folder is watched: a kernel sees the featlab with
// which it started, until it is restarted.
const { EventEmitter } = require('node:events');
const fs = require('node:fs');
const { relative, isAbsolute, resolve } = require('node:path');

const notebookFolder = process.cwd();

for (const name of ['watch', 'watchFile']) {
  const watch = fs[name];
  fs[name] = (file, ...rest) => (isOfTheNotebook(String(file)) ? watch.call(fs, file, ...rest) : stillWatcher());
}

function isOfTheNotebook(file) {
  const path = relative(notebookFolder, resolve(file));
  return !isAbsolute(path) && !path.startsWith('..') && !path.includes('node_modules');
}

/** A watcher to which nothing happens. */
function stillWatcher() {
  const watcher = new EventEmitter();
  const same = () => watcher;
  return Object.assign(watcher, { close: () => undefined, ref: same, unref: same });
}
