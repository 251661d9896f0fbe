import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Box, Job } from '../sandbox/box';
import { ROOT } from '../sandbox/kit';
import type { Limits } from '../sandbox/limits';
import { start } from '../sandbox/start';
import type { Run } from '../sandbox/start';
import { removeFolder } from './remove-folder';

/** The name of a store's own folder. */
export const STORE = 'store';

/** A folder of the grader's own, for one submission, gone with all in it in the end. */
export class Workplace {
  readonly folder: string;
  #made = 0;

  /**
   * @param signal ends what runs here
   * @param kit where what is compiled of the kit is kept for a batch
   */
  constructor(
    readonly box: Box,
    readonly signal?: AbortSignal | undefined,
    readonly kit?: string | undefined,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), 'featlab-grade-'));
    // Whoever the runs belong to passes through and does not look around.
    chmodSync(this.folder, 0o711);
    mkdirSync(join(this.folder, 'homework'));
    // Without walls, packages are found as in the sandbox: from the folder above the submission.
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'homework', 'node_modules'), 'junction');
  }

  start(job: Job, limits: Limits): Run {
    this.signal?.throwIfAborted();
    const run = start(this.box, job, limits);
    const kill = (): void => run.kill();
    this.signal?.addEventListener('abort', kill);
    void run.ended.catch(() => undefined).then(() => this.signal?.removeEventListener('abort', kill));
    return run;
  }

  /** Where the submission's copy goes. */
  get submission(): string {
    return join(this.folder, 'homework', 'submission');
  }

  /** What Node has compiled of the kit and of the submission. */
  get compiled(): string {
    return join(this.folder, 'compiled');
  }

  /** A path that is nobody's yet. */
  path(name: string): string {
    return join(this.folder, `${String(this.#made++)}-${name}`);
  }

  /** A new folder that a run may write. */
  writable(name: string): string {
    const folder = this.path(name);
    mkdirSync(folder);
    this.giveAway(folder);
    return folder;
  }

  /**
   * A folder that a run may write, for a store in it, so that one may also be made beside and moved there. The store's
   * own folder is there, empty, unless asked otherwise.
   */
  newStore({ isThere = true }: { readonly isThere?: boolean } = {}): string {
    const folder = this.writable('online');
    if (!isThere) return folder;
    mkdirSync(join(folder, STORE));
    this.giveAway(join(folder, STORE));
    return folder;
  }

  giveAway(path: string): void {
    const { uid } = this.box;
    if (uid !== undefined) chownSync(path, uid, uid);
  }

  giveAllAway(folder: string): void {
    this.giveAway(folder);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) this.giveAway(join(folder, name));
  }

  remove(): void {
    removeFolder(this.folder);
  }
}
