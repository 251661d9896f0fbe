import { describe, expect, test, vi } from 'vitest';

import { readCases } from './case';
import type { ConformanceCase } from './case';
import { LibraryRunner } from './library-runner';
import { runCase } from './run-case';

const cases = readCases();

describe.each([...new Set(cases.map(({ topic }) => topic))])('%s', (topic) => {
  for (const given of cases.filter((each) => each.topic === topic)) {
    test(`${given.name}: not so that ${given.catches}`, () => inItsZone(given));
  }
});

/** Node takes a new TZ at once where it is set by a process's main thread, which a test's is. */
async function inItsZone(given: ConformanceCase): Promise<void> {
  try {
    for (const [name, value] of Object.entries(given.env ?? {})) vi.stubEnv(name, value);
    const zone = given.env?.['TZ'];
    if (zone !== undefined) expect(zoneName()).toBe(zoneName(zone));
    await runCase(given, (folder) => new LibraryRunner(folder, given));
  } finally {
    vi.unstubAllEnvs();
  }
}

/** The canonical name of a zone, of the process's own by default. */
function zoneName(timeZone?: string): string {
  return Intl.DateTimeFormat(undefined, timeZone === undefined ? {} : { timeZone }).resolvedOptions().timeZone;
}
