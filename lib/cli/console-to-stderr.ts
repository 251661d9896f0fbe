import { Console } from 'node:console';

/** What a features.ts logs belongs to people: with `--json`, stdout holds one document and nothing else. */
export function consoleToStderr(): void {
  globalThis.console = new Console(process.stderr, process.stderr);
}
