import type { OnProgress } from '../materialize';

/** A bar for each view whose rows take more than one step. */
export interface Progress {
  readonly onProgress: OnProgress;
  /** Leaves the terminal as it was. */
  readonly stop: () => void;
}

const NONE: Progress = { onProgress: () => undefined, stop: () => undefined };

/** On a terminal only. @param stream stderr, so that what stdout carries stays whole */
export async function createProgress(stream: NodeJS.WriteStream = process.stderr): Promise<Progress> {
  if (!stream.isTTY) return NONE;
  const { SingleBar } = await import('cli-progress');
  const format = '{view} [{bar}] {value}/{total} keys';
  // Ctrl-C ends the process as ever, so nothing is changed about the terminal that would have to be put back.
  const options = { stream, format, clearOnComplete: true, hideCursor: false, linewrap: true, gracefulExit: false };
  let bar: InstanceType<typeof SingleBar> | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    onProgress: ({ view, done, total }) => {
      if (!bar && done === total) return;
      if (!bar) (bar = new SingleBar(options)).start(total, done, { view });
      else bar.update(done);
      if (done === total) stop();
    },
    stop,
  };
}
