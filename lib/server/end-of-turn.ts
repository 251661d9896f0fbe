let ending: Promise<void> | undefined;

/**
 * Ends with this turn of the event loop. Answers that wait for it go out one behind the other: a client that sleeps is
 * woken once for all of them, and waking it takes the system as long as a small answer takes us.
 */
export function endOfTurn(): Promise<void> {
  ending ??= new Promise((resolve) => {
    setImmediate(() => {
      ending = undefined;
      resolve();
    });
  });
  return ending;
}
