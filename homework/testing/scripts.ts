import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { boundByPermissions } from '../../lib/testing/permissions';
import type { Keys, Vector } from './fraud-oracle';

export interface ScriptOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Bound by folders' permissions, also where the tests run as root. */
  readonly bound?: boolean;
}

type Script = ChildProcessByStdio<Writable, Readable, Readable>;

/** Starts a script of a homework folder on this Node, in that folder, with nothing in its environment but `env`. */
export function start(folder: string, script: string, args: readonly string[], options: ScriptOptions = {}): Script {
  const command = [join(folder, script), ...args];
  const [program, rest] = options.bound ? boundByPermissions(process.execPath, command) : [process.execPath, command];
  return spawn(program, rest, { cwd: folder, env: { PATH: process.env['PATH'], ...options.env } });
}

/** Runs a script to its end. Answers what it wrote to stdout. @throws Error with its stderr where it fails */
export async function run(
  folder: string,
  script: string,
  args: readonly string[],
  options?: ScriptOptions,
): Promise<string> {
  const child = start(folder, script, args, options);
  child.stdin.end();
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}:\n${await err}`);
  return out;
}

/** Asks serve.ts each request only when the one before is answered, then ends the input. */
export async function ask(
  folder: string,
  args: readonly string[],
  requests: readonly Keys[],
  options?: ScriptOptions,
): Promise<(Keys & Vector)[]> {
  const child = start(folder, 'serve.ts', args, options);
  const err = collect(child.stderr);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answers: (Keys & Vector)[] = [];
  for (const request of requests) {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines.next();
    if (line.done === true) throw new Error(`serve.ts ended:\n${await err}`);
    answers.push(JSON.parse(line.value) as Keys & Vector);
  }
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0 || (await lines.next()).done !== true)
    throw new Error(`serve.ts ended with ${String(code)}, or said more`);
  return answers;
}

async function collect(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += String(chunk);
  return text;
}
