/** Runs a task, once fewer than so many others run. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue that lets at most `most` tasks run at once, the first come first: open files, for one, are few. */
export function atMost(most: number): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
