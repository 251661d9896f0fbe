import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

import { writeParquet } from '../../testing/write-parquet';
import { readFooter } from './footer';
import type { Footer } from './footer';
import { dealGroups, groupsOf, withinTimes } from './groups';
import { rowsByGroup } from './rows-by-group';

const folder = mkdtempSync(join(tmpdir(), 'featlab-groups-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const SECONDS = [0, 1, 10, 11, 20, 21];

async function footerOf(unit: string, name = `${unit}.parquet`): Promise<Footer> {
  const at = SECONDS.map((second) => new Date(second * 1000).toISOString());
  await writeParquet(join(folder, name), [{ name: 'at', type: `timestamp[${unit}]`, values: at }], { rowGroupSize: 2 });
  return readFooter({ path: join(folder, name), place: name });
}

describe('row groups', () => {
  test('are numbered through, over all files', async () => {
    const footers = [await footerOf('us'), await footerOf('ms')];
    const groups = groupsOf(footers);
    expect(groups.map(({ place, rowGroup, rows, first }) => [place, rowGroup, rows, first])).toEqual([
      ['us.parquet', 0, 2, 0],
      ['us.parquet', 1, 2, 2],
      ['us.parquet', 2, 2, 4],
      ['ms.parquet', 0, 2, 6],
      ['ms.parquet', 1, 2, 8],
      ['ms.parquet', 2, 2, 10],
    ]);
  });

  test.each(['ms', 'us', 'ns'])('whose statistics (%s) say that no time is served are left out', async (unit) => {
    const footers = [await footerOf(unit)];
    const useful = (times: number[], ttl = 0): number[] =>
      withinTimes(
        groupsOf(footers),
        footers,
        'at',
        Float64Array.from(times, (second) => second * 1e6),
        ttl * 1e6,
      ).map(({ rowGroup }) => rowGroup);
    expect(useful([5])).toEqual([0]);
    expect(useful([10])).toEqual([0, 1]);
    expect(useful([5, 30])).toEqual([0, 1, 2]);
    expect(useful([30], 10)).toEqual([2]);
    expect(useful([21], 10)).toEqual([1, 2]);
    expect(useful([-5])).toEqual([]);
    expect(useful([])).toEqual([]);
  });

  test('are dealt out whole, each once, in their order, by weight', () => {
    const weights = fc.array(fc.nat(20), { maxLength: 20 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 5 }), (items, hands) => {
        const dealt = dealGroups(
          items.map((weight, i) => ({ weight, i })),
          ({ weight }) => weight,
          hands,
        );
        const totals = dealt.map((hand) => hand.reduce((sum, { weight }) => sum + weight, 0));
        expect(
          dealt
            .flat()
            .map(({ i }) => i)
            .sort((a, b) => a - b),
        ).toEqual(items.map((_, i) => i));
        for (const hand of dealt) expect(hand).toEqual(hand.toSorted((a, b) => a.i - b.i));
        expect(Math.max(0, ...totals) - Math.min(...totals, Infinity)).toBeLessThanOrEqual(Math.max(0, ...items));
      }),
    );
  });

  test('positions are sorted by the group that holds them; groups without rows hold none', () => {
    const sizes = fc.array(fc.nat(4), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat()), (rows, picks) => {
        const total = rows.reduce((sum, size) => sum + size, 0);
        const groups = rows.map((size, rowGroup) => {
          const first = rows.slice(0, rowGroup).reduce((sum, before) => sum + before, 0);
          return { path: 'x', place: 'x', stamp: '', rowGroup, rows: size, first };
        });
        const positions = Float64Array.from({ length: 10 }, () => (picks.next().value % (total + 1)) - 1);
        const found = new Float64Array(10).fill(-1);
        for (const share of rowsByGroup(groups, positions)) {
          share.rows.forEach((row, i) => {
            expect(row >= 0 && row < share.group.rows).toBe(true);
            found[share.targets[i]] = share.group.first + row;
          });
        }
        expect(found).toEqual(positions);
      }),
    );
  });
});

describe('a file that is none', () => {
  test.each([
    ['empty.parquet', '', /^empty\.parquet is not a whole Parquet file \(it has 0 bytes\)\nfix: write the file again/],
    ['text.parquet', 'driver_id,rate\n1001,0.5\n', /^text\.parquet is not a whole Parquet file \(.*\)\nfix: /],
  ])('%s is unreadable', async (place, text, message) => {
    writeFileSync(join(folder, place), text);
    const read = readFooter({ path: join(folder, place), place });
    await expect(read).rejects.toThrow(message);
    await expect(read).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
  });

  test.each(['none.parquet', 'link.parquet'])('one that is not there is missing: %s', async (place) => {
    if (place.startsWith('link') && process.platform !== 'win32') symlinkSync('none.parquet', join(folder, place));
    const read = readFooter({ path: join(folder, place), place });
    await expect(read).rejects.toMatchObject({
      code: 'SOURCE_MISSING',
      message: expect.stringContaining(`there is no file ${place}\nfix: correct the path, or put the file there`),
    });
  });
});
