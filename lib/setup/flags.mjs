import { Problem } from './problem.mjs';

/**
 * Reads flags: `known` maps each to its type, 'boolean' or 'string' (`--port 8889` and `--port=8889`).
 * A flag that is not known is a Problem that lists those that are.
 */
export function readFlags(args, known, usage) {
  const flags = {};
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].split(/=(.*)/s);
    const type = known[name.replace(/^--/, '')];
    if (!name.startsWith('--') || type === undefined) throw unknownFlag(args[i], known, usage);
    const value = type === 'boolean' ? true : (inline ?? args[++i]);
    if (value === undefined) throw new Problem(`${name} needs a value`, `${usage} ${name} VALUE`);
    flags[name.slice(2)] = value;
  }
  return flags;
}

function unknownFlag(arg, known, usage) {
  const list = Object.entries(known).map(([name, type]) => `--${name}${type === 'string' ? ' VALUE' : ''}`);
  return new Problem(`${arg} is not a flag of ${usage}`, `the flags are ${list.join(', ')}`);
}
