'use strict';
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const bin = join(__dirname, '..', '..', 'lib', 'cli', 'bin.js');

/**
 * The `featlab` command as in a terminal whose working folder is `folder`: it prints the command and what it
 * answers, errors and an exit code other than 0 included, and returns that text.
 */
exports.cli =
  (folder, options = {}) =>
  (...args) => {
    const flags = options.now ? ['--now', options.now] : [];
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, ...flags], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
      windowsHide: true,
    });
    const text = `${stdout}${stderr}`.trimEnd() + (status === 0 ? '' : `\n[exit code ${status}]`);
    console.log(`$ featlab ${args.join(' ')}\n${text}`);
    return text;
  };
