const PROJECT_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u;

export const PROJECT_NAME_RULE = 'use letters, digits, - and _, and begin with a letter, a digit or _';

/** May a project, and so the folder that `init` makes, be called `name`? */
export function isProjectName(name: string): boolean {
  return PROJECT_NAME.test(name);
}
