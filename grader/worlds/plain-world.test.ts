import { expect, test } from 'vitest';
import { winner } from '../oracle/answer';
import { HOUR } from '../fraud/micros';
import { VIEWS } from '../fraud/views';
import { plainTrial } from './plain-trial';
import { plainWorld } from './plain-world';
import { seeded } from './random';

test.each([
  ['the text’s own TTLs', VIEWS],
  ['a cohort’s, a tenth of them', VIEWS.map((view) => ({ ...view, ttl: view.ttl / 10 }))],
  ['an hour each', VIEWS.map((view) => ({ ...view, ttl: HOUR }))],
])('in a plain world every key has a row, far from its TTL: %s', (_, views) => {
  for (let seed = 0; seed < 5; seed++) {
    const random = seeded(seed, 'plain');
    const { labels, world } = plainTrial(plainWorld(random, { views }), random);
    for (const label of labels) {
      for (const view of views) {
        const now = label.event_timestamp;
        const row = winner(world, view, label, { now, until: now });
        expect(row, `${view.name} at ${String(now / HOUR)}`).toBeDefined();
        expect(now - Number(row?.['event_timestamp'])).toBeLessThan(view.ttl * 0.75);
      }
    }
    // The hour of the question is another.
    const transactions = VIEWS.filter(({ name }) => name === 'transaction_features');
    const isEarlier = labels.map((label) => {
      const { event_timestamp: now } = label;
      const row = winner(world, transactions[0], label, { now, until: now });
      return Math.floor(Number(row?.['event_timestamp']) / HOUR) < Math.floor(now / HOUR);
    });
    expect(isEarlier).toContain(true);
  }
});
