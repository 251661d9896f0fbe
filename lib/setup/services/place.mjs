import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Servers } from './servers.mjs';

/** A temporary folder for a run, with a folder in it for each suite's servers. */
export class Place {
  #folder = mkdtempSync(join(tmpdir(), 'featlab-services-'));
  #servers = [];

  constructor() {
    // Whoever ends without `remove` leaves no folder behind.
    process.once('exit', () => rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 }));
    // Where we are root, servers that refuse root run as nobody, who must get through.
    if (process.getuid?.() === 0) chownSync(this.#folder, 65534, 65534);
  }

  /** @param patience milliseconds that a server has to end when it is asked to */
  servers(name, patience = 5_000) {
    const folder = join(this.#folder, name);
    mkdirSync(folder);
    const servers = new Servers(name, folder, patience);
    this.#servers.push(servers);
    return servers;
  }

  /** Stops what still runs, and removes the folder. */
  async remove() {
    await Promise.all(this.#servers.map((servers) => servers.stop()));
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
