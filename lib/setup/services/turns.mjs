/** Lets at most `atOnce` of the works given to it run at a time; the others wait, in their order. */
export function turns(atOnce) {
  const waiting = [];
  let running = 0;
  const next = () => {
    if (running === atOnce || waiting.length === 0) return;
    running++;
    waiting.shift()();
  };
  return async (work) => {
    await new Promise((resolve) => {
      waiting.push(resolve);
      next();
    });
    try {
      return await work();
    } finally {
      running--;
      next();
    }
  };
}
