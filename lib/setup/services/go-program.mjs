import { join } from 'node:path';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { cached } from './cache.mjs';
import { program } from './find-program.mjs';

export const GO = program('go', 'install Go 1.24 or newer from https://go.dev');

/** A program of Go's module proxy, built: `package@version`. Answers where it is. */
export async function goProgram(name, source) {
  const file =
    process.platform === 'win32'
      ? `${source.split('/').at(-1).split('@')[0]}.exe`
      : source.split('/').at(-1).split('@')[0];
  const folder = await cached(`go-${name}`, source, async (bin) => {
    const { code, stderr } = await capture('go', ['install', source], { env: { ...process.env, GOBIN: bin } });
    if (code !== 0) throw new Problem(`go install ${source} failed: ${stderr.trim()}`, GO.fix);
  });
  return join(folder, file);
}
