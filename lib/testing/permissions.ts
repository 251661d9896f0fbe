/**
 * The command, started so that a folder's permissions bind it, also where the tests run as root, who may write
 * everywhere: there without root's capabilities, by util-linux's `setpriv`. Not for Windows, which has no such bits.
 */
export function boundByPermissions(program: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [program, [...args]];
  return ['setpriv', ['--bounding-set=-all', '--inh-caps=-all', '--', program, ...args]];
}
