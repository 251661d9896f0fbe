/** The process was told to stop, or `forget` was called. */
export interface StopSignal {
  readonly told: Promise<void>;
  forget(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Milliseconds within which a signal is the first one again: npm passes on the Ctrl+C that the terminal sends us too. */
const AGAIN = 2_000;

/** Waits for SIGINT or SIGTERM. One that comes after the first, and not at once, ends the process as it would without us. */
export function stopSignal(): StopSignal {
  let first: number | undefined;
  let tell: () => void;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const listener = (signal: NodeJS.Signals): void => {
    first ??= performance.now();
    tell();
    if (performance.now() - first < AGAIN) return;
    forget();
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return { told, forget };
}
