import { RepositoryError } from '../errors';
import { nearest } from '../nearest';

/** Values of `${NAME}`, asked before the environment. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** `${NAME}` or `${NAME:-default}`. */
export const VARIABLE: RegExp = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^{}]*))?\}/g;

/**
 * `text` with each `${NAME}` replaced by the value in `variables`, else in the environment. `${NAME:-default}`
 * stands for the default where NAME is unset or empty. What is put in is not expanded again.
 * @param place where the text stands, for the message: "source trips", "feature_store.yaml line 3"
 * @throws RepositoryError CONFIG_INVALID for a variable that is unset and has no default, or a `${` that names none
 */
export function expandVariables(text: string, variables: Variables | undefined, place: string): string {
  if (!text.includes('${')) return text;
  if (text.replaceAll(VARIABLE, '').includes('${')) throw malformed(text, place);
  return text.replaceAll(VARIABLE, (_, name: string, otherwise: string | undefined) => {
    const value = valueOf(name, variables);
    if (otherwise !== undefined) return value === undefined || value === '' ? otherwise : value;
    if (value === undefined) throw unset(name, variables, place);
    return value;
  });
}

function valueOf(name: string, variables: Variables = {}): string | undefined {
  return (Object.hasOwn(variables, name) ? variables[name] : undefined) ?? process.env[name];
}

function malformed(text: string, place: string): RepositoryError {
  return new RepositoryError(
    'CONFIG_INVALID',
    `${place}: ${JSON.stringify(text)} has a \${ that names no variable`,
    'write ${NAME} or ${NAME:-default}: letters, digits and _',
  );
}

function unset(name: string, variables: Variables | undefined, place: string): RepositoryError {
  const near = nearest(name, [...Object.keys(variables ?? {}), ...Object.keys(process.env)]);
  return new RepositoryError(
    'CONFIG_INVALID',
    `${place}: the variable ${name} is not set`,
    `set ${name} in the environment, or write \${${name}:-default}${near === undefined ? '' : `; ${near} is set: did you mean it?`}`,
  );
}
