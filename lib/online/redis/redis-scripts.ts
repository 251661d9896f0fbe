import { createHash } from 'node:crypto';

/** A script that runs on the server as one step. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

function script(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

/**
 * Sets the row KEYS[1] unless its version is greater than ARGV[1]; answers 1 or 0. ARGV[2]: the field of the version;
 * ARGV[3]: seconds to live, '' = for ever; then fields and values. The old row goes whole: a null is an absent field.
 * Redis looks at its maxmemory before a script's first write alone, and not before a DEL: so an HSET comes first.
 */
export const PUT: Script = script(`
local stored = redis.call('HGET', KEYS[1], ARGV[2])
if stored and stored > ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[1])
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], ARGV[2], ARGV[1])
for i = 4, #ARGV, 4000 do redis.call('HSET', KEYS[1], unpack(ARGV, i, math.min(i + 3999, #ARGV))) end
if ARGV[3] ~= '' then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
return 1`);

/** Deletes the row KEYS[1] where its version (field ARGV[2]) is smaller than ARGV[1]. */
export const SWEEP: Script = script(`
local stored = redis.call('HGET', KEYS[1], ARGV[2])
if stored and stored < ARGV[1] then redis.call('UNLINK', KEYS[1]) end`);

/** Sets the field ARGV[1] of KEYS[1] to ARGV[3] where it is ARGV[2] ('' = absent); answers 1 or 0. */
export const SWAP: Script = script(`
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1`);
