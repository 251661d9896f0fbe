import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import { packageRoot } from '../../package-root';
import type { Answer, Answering } from '../answer';
import { withExample } from '../usage-error';

export function addVersion(program: Command, answer: Answering): void {
  program.version(packageVersion(), '--version', "featlab's version");
  const command = program.command('version').description("featlab's version, and Node's").action(answer(version));
  withExample(command, 'featlab version');
}

function version(): Promise<Answer> {
  const versions = { featlab: packageVersion(), node: process.versions.node };
  return Promise.resolve({ json: versions, text: () => `featlab ${versions.featlab} (Node ${versions.node})` });
}

function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
