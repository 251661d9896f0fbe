import { PackageError } from './errors';

/** better-sqlite3 13 takes an older Node down with a segmentation fault, so this stands before everything else. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new PackageError(
    'RUNTIME_TOO_OLD',
    `featlab needs Node 22.18 or newer, and this is ${process.versions.node}`,
    'in the lab use npm run and npx, which find the right one; elsewhere install Node 24',
  );
}
