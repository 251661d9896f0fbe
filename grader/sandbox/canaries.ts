import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraderError } from '../grader-error';
import type { Isolation } from '../result';
import { Workplace } from '../run/workplace';
import { openBox } from './box';
import type { Box } from './box';
import { findBox } from './find-box';
import { ROOT } from './kit';
import { LIMITS } from './limits';
import type { Limits } from './limits';
import { start } from './start';
import type { Ended } from './start';

/** What each layer must keep a submission from. */
export const LAYERS = ['secrets', 'network', 'writes', 'forks', 'memory', 'disk', 'output', 'time', 'outlive'] as const;

export type Layer = (typeof LAYERS)[number];

export interface Proof {
  readonly box: Box;
  readonly isolation: Isolation;
  readonly layers: Readonly<Record<Layer, boolean>>;
  /** Where what is compiled of the kit is kept for all submissions of a batch, once the first has made it. */
  readonly compiled?: string;
}

/**
 * Looks for the strongest box there is and sends canaries into it: each tries what a layer must prevent, and is judged
 * from outside. `strong`: every layer held.
 * @throws GraderError where nothing keeps a submission apart and `allowUnsafe` is not set
 */
export async function proveIsolation({ allowUnsafe = false }: { readonly allowUnsafe?: boolean } = {}): Promise<Proof> {
  const box = await findBox();
  if (!box.apart && !allowUnsafe) {
    throw new GraderError(
      'there is no sandbox on this machine: submissions would run with all that you may do',
      'install bubblewrap (npm run doctor tells how), or grade code that you trust with --allow-unsafe',
    );
  }
  if (!box.apart) return { box: openBox, isolation: 'none', layers: layersOf(() => false) };
  return proofOf(box);
}

async function proofOf(box: Box): Promise<Proof> {
  const place = new Workplace(box);
  try {
    const held = await Promise.all(
      LAYERS.map(async (layer) => [layer, await CANARIES[layer](new Canary(place, layer))] as const),
    );
    const layers = Object.fromEntries(held) as Record<Layer, boolean>;
    return { box, isolation: held.every(([, holds]) => holds) ? 'strong' : 'partial', layers };
  } finally {
    place.remove();
  }
}

function layersOf(holds: (layer: Layer) => boolean): Record<Layer, boolean> {
  return Object.fromEntries(LAYERS.map((layer) => [layer, holds(layer)])) as Record<Layer, boolean>;
}

/** One canary: a run of inside/canary.cjs with a folder that it may write. */
class Canary {
  readonly out: string;

  constructor(
    readonly place: Workplace,
    readonly layer: Layer,
  ) {
    this.out = place.writable(layer);
  }

  async send(args: readonly string[], limits: Partial<Limits> = {}): Promise<{ ended: Ended; said: string }> {
    const job = {
      args: ['/inside/canary.cjs', this.layer, ...args],
      cwd: '/tmp',
      env: {},
      mounts: [{ from: this.out, to: '/out', writable: true }],
    };
    const run = start(this.place.box, job, { ...LIMITS, seconds: 20, ...limits });
    run.stdin.end();
    let said = '';
    run.stdout.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-1_000_000);
    });
    return { ended: await run.ended, said };
  }
}

const CANARIES: Readonly<Record<Layer, (canary: Canary) => Promise<boolean>>> = {
  secrets: async (canary) => {
    const secret = randomUUID();
    const file = join(canary.place.folder, 'secret');
    writeFileSync(file, secret);
    process.env['FEATLAB_CANARY'] = secret;
    // Wherever the project lies on this machine, what is beside the kit is not to be seen under its own path either.
    const own = join(ROOT, 'grader', 'inside', 'clock.cjs');
    const { ended, said } = await canary.send([
      file,
      own,
      `/proc/${String(process.pid)}/environ`,
      `/proc/${String(process.ppid)}/environ`,
    ]);
    delete process.env['FEATLAB_CANARY'];
    return (
      ended.code === 0 && said.includes('PATH') && !said.includes(secret) && !said.includes(readFileSync(own, 'utf8'))
    );
  },
  network: async (canary) => {
    let reached = false;
    const server = createServer(() => {
      reached = true;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { ended } = await canary.send([String((server.address() as AddressInfo).port)]);
    server.close();
    return ended.code === 0 && !reached;
  },
  writes: async (canary) => {
    const folder = join(canary.place.folder, 'not-yours');
    mkdirSync(folder, { mode: 0o777 });
    const { ended, said } = await canary.send([folder, canary.place.folder]);
    return (
      ended.code === 0 &&
      said === '' &&
      !existsSync(join(folder, 'canary')) &&
      !existsSync(join(canary.place.folder, 'canary'))
    );
  },
  forks: async (canary) => {
    const { ended } = await canary.send([]);
    const alive = existsSync(join(canary.out, 'alive')) ? Number(readFileSync(join(canary.out, 'alive'), 'utf8')) : 0;
    return ended.stopped === 'processes' && alive < 400;
  },
  memory: async (canary) => (await canary.send([], { memory: 400_000_000 })).ended.stopped === 'memory',
  disk: async (canary) => {
    const { ended, said } = await canary.send([], { disk: 30_000_000 });
    return ended.stopped === 'disk' && said === '';
  },
  output: async (canary) => (await canary.send([])).ended.stopped === 'output',
  time: async (canary) => (await canary.send([], { seconds: 1.5 })).ended.stopped === 'time',
  outlive: async (canary) => {
    const { ended } = await canary.send([]);
    await sleep(1500);
    return ended.code === 0 && !existsSync(join(canary.out, 'outlived'));
  },
};
