import { readFileSync } from 'node:fs';

import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

import { InputError } from '../../errors';
import { DEFAULT_OPTIONS } from '../../server/server-options';
import type { ServerOptions } from '../../server/server-options';
import type { Answer, Answering, CommonOptions } from '../answer';
import { portNumber, positiveNumber } from '../number-option';
import { printNote } from '../print-note';
import { withExample } from '../usage-error';
import { withStore } from '../with-store';

interface ServeFlags {
  readonly host: string;
  readonly port: number;
  readonly authTokenFile?: string;
  readonly maxRows: number;
  readonly maxBody: number;
  readonly logLevel: ServerOptions['logLevel'];
}

export function addServe(program: Command, answer: Answering): void {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];
  const command = program
    .command('serve')
    .description("Feast's feature server: online features over HTTP")
    .option('--host <host>', 'the address to listen at; others reach only 0.0.0.0', address, '127.0.0.1')
    .option('--port <port>', '0 takes any that is free', portNumber, 6566)
    .option('--auth-token-file <file>', 'demand the token in it: Authorization: Bearer TOKEN')
    .option('--max-rows <n>', 'entity rows in one request', positiveNumber, DEFAULT_OPTIONS.maxRows)
    .option('--max-body <bytes>', 'of one request', positiveNumber, DEFAULT_OPTIONS.maxBody)
    .addOption(
      new Option('--log-level <level>', 'a JSON line each on stderr').choices(levels).default(DEFAULT_OPTIONS.logLevel),
    )
    .action(answer(serveFeatures));
  withExample(command, 'featlab serve --port 6566');
}

async function serveFeatures(common: CommonOptions, flags: ServeFlags): Promise<Answer> {
  const { authTokenFile, ...options } = flags;
  const token = authTokenFile === undefined ? undefined : readToken(authTokenFile);
  await withStore(common, async (store) => {
    store.applied();
    const { serve } = await import('../../server/serve.js');
    await serve(store, { ...options, token }, (url) => {
      printNote('note', `serving ${store.project} at ${url} (Ctrl+C stops it; ${url}/docs-json describes it)`);
    });
  });
  return { json: { stopped: true }, text: () => 'stopped' };
}

/** Of an empty one, such as a variable that is not set, Node makes all addresses of this machine. */
function address(host: string): string {
  if (host.trim() !== '') return host;
  throw new InvalidArgumentError('It is empty: 127.0.0.1 is this machine alone.');
}

function readToken(file: string): string {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token !== '') return token;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError('INPUT_INVALID', `${file} cannot be read (${reason})`, 'name a file with the token in it');
  }
  throw new InputError('INPUT_INVALID', `${file} is empty`, 'write the token into it, on one line');
}
