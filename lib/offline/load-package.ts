import { PackageError } from '../errors';

/**
 * A package that the user brings, loaded when it is needed.
 * @param why what needs it, for the message
 * @throws PackageError PACKAGE_MISSING
 */
export function loadPackage(name: string, why: string): unknown {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- optional, so no import may stand at the top
    return require(name) as unknown;
  } catch (error) {
    throw new PackageError(
      'PACKAGE_MISSING',
      `${why} needs the package ${name}, which is not installed`,
      `npm install ${name}`,
      {
        cause: error,
      },
    );
  }
}
