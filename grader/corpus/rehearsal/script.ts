import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as util from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { MemoryDisk } from './memory-disk';

/** The machine and the call of a run. */
export interface Call {
  readonly disk: MemoryDisk;
  readonly args: readonly string[];
  /** Lines of stdin. */
  readonly input?: readonly string[];
  /** What the clock shows, in milliseconds. */
  readonly clock: number;
  readonly chance: number;
  readonly zone: string;
  /** Stands in for modules of the submission: what they export, by file name. */
  readonly instead: Readonly<Record<string, unknown>>;
}

export interface Ran {
  readonly output: string;
  readonly error: Error | undefined;
}

/** Ends a run as process.exit does. */
class Exit extends Error {}

/**
 * Runs a script of `folder` in this very process, with the modules that it imports, and everything else in memory: for
 * scripts that are ours.
 */
export async function runScript(folder: string, script: string, call: Call): Promise<Ran> {
  const written: string[] = [];
  const write = (text: string): void => void written.push(text);
  const machine = {
    process: {
      argv: ['node', script, ...call.args],
      env: {},
      pid: 1,
      stdin: call.input ?? [],
      stdout: { write },
      exit: () => {
        throw new Exit();
      },
    },
    console: { log: (text: unknown) => write(`${String(text)}\n`), error: () => undefined },
    Date: clockAt(call.clock),
    performance: { timeOrigin: call.clock },
    Math: Object.create(Math, { random: { value: () => call.chance + 0.05 } }) as typeof Math,
  };
  const loaded = new Map<string, unknown>();
  const load = (name: string): unknown => {
    const own = path.basename(name);
    if (!name.startsWith('.')) return packageOf(name, call);
    if (Object.hasOwn(call.instead, own)) return call.instead[own];
    if (!loaded.has(own)) {
      const exports = {};
      loaded.set(own, exports);
      void compiled(path.join(folder, own), Function)(exports, load, ...Object.values(machine));
    }
    return loaded.get(own);
  };
  process.env['TZ'] = call.zone;
  try {
    await compiled(path.join(folder, script), AsyncFunction)({}, load, ...Object.values(machine));
    return { output: written.join(''), error: undefined };
  } catch (error) {
    return { output: written.join(''), error: error instanceof Exit ? undefined : (error as Error) };
  } finally {
    process.env['TZ'] = 'UTC';
  }
}

type Module = (exports: object, require: (name: string) => unknown, ...machine: readonly unknown[]) => unknown;

const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
const known = new Map<string, Module>();

/** @param make a script may await, a module that it imports may not */
function compiled(file: string, make: FunctionConstructor): Module {
  const text = readFileSync(file, 'utf8');
  const same = known.get(text);
  if (same) return same;
  const { outputText } = transpileModule(text, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ESNext },
  });
  const found = make('exports', 'require', 'process', 'console', 'Date', 'performance', 'Math', outputText) as Module;
  known.set(text, found);
  return found;
}

function packageOf(name: string, { args, disk }: Call): unknown {
  switch (name) {
    case 'node:fs':
      return disk;
    case 'node:path':
      return path.posix;
    case 'node:util':
      return { ...util, parseArgs: (options: object) => util.parseArgs({ ...options, args: [...args] }) };
    case 'node:readline':
      return { createInterface: ({ input }: { input: readonly string[] }) => input };
    case 'hyparquet':
      return {
        parquetReadObjects: async ({ file, rowEnd }: { file: ArrayBuffer; rowEnd?: number }) =>
          disk.parquetOf(file).slice(0, rowEnd),
      };
    default:
      throw new Error(`${name} is not rehearsed`);
  }
}

function clockAt(ms: number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args) => new target(...((args.length === 0 ? [ms] : args) as [number])),
    get: (target, name) => (name === 'now' ? () => ms : (Reflect.get(target, name) as unknown)),
  });
}
