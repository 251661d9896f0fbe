import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFeatureStoreError } from '../../errors';
import type { TestColumn } from '../../testing/arrow-table';
import type { OfflineLab, OpenLab } from './offline-lab';
import { asOf, requestOf, valuesOf } from './requests';

/** Names and values that would end a string, a name or a statement, were they put into one. */
const HOSTILE = [
  `a"b`,
  'a`b',
  "a'b",
  `x"; DROP TABLE witness; --`,
  "x'; DROP TABLE witness; --",
  '/* x */',
  '$1',
  '?',
  ':1',
  '@p',
  '%s',
  'a b',
  'select',
  'ñ',
  'UPPER',
];

/** @param isName may this stand as a column's name in the database at all? @param isTable as a table's? */
export function describeRefusals(
  open: OpenLab,
  isName: (name: string) => boolean,
  isTable: (name: string) => boolean,
): void {
  describe('names, values and refusals', () => {
    let lab: OfflineLab;
    beforeAll(async () => {
      lab = await open();
      await lab.create(['witness'], table({ n: [1n] }));
    });
    afterAll(() => lab.close());

    const intact = async (): Promise<void> => {
      const request = requestOf(lab, { table: ['witness'] }, { keys: { id: 'string' }, features: { n: 'int64' } });
      expect(valuesOf((await lab.store.joinAsOf(asOf(request, [{ key: ['row 0'], time: 0n }])))[0])).toEqual([1]);
      expect(await lab.leftovers()).toEqual([]);
    };

    test('hostile names of tables and columns are names', async () => {
      for (const name of HOSTILE.filter(isName)) {
        const called = isTable(name) ? name : 'plain';
        await lab.create([called], table({ [name]: [7n] }));
        const request = requestOf(lab, { table: [called] }, { keys: { id: 'string' }, features: { [name]: 'int64' } });
        const [column] = await lab.store.joinAsOf(asOf(request, [{ key: ['row 0'], time: 0n }]));
        expect(valuesOf(column), name).toEqual([7]);
        expect(
          (await lab.store.newestPerKey({ ...request, window: { from: undefined, to: { us: 0, ns: 0 } } })).length,
        ).toBe(1);
        await lab.drop([called]);
      }
      await intact();
    });

    test('hostile values are values', async () => {
      const ids = HOSTILE;
      await lab.create(['hostile'], table({ n: ids.map((_, i) => BigInt(i)) }, ids));
      const request = requestOf(lab, { table: ['hostile'] }, { keys: { id: 'string' }, features: { n: 'int64' } });
      const [column] = await lab.store.joinAsOf(
        asOf(
          request,
          ids.map((id) => ({ key: [id], time: 0n })),
        ),
      );
      expect(valuesOf(column)).toEqual(ids.map((_, i) => i));
      for (const [i, id] of ids.entries()) {
        const rows = await lab.store.rowsOfKey({ ...request, key: [{ type: 'string', values: [id] }] });
        expect(valuesOf(rows.features[0]), id).toEqual([i]);
      }
      await lab.drop(['hostile']);
      await intact();
    });

    test('a table that is not there is undefined to describe, and an error with its name to a join', async () => {
      const request = requestOf(lab, { table: ['nowhere'] }, { keys: { id: 'string' }, features: { n: 'int64' } });
      expect(await lab.store.describe(request.source)).toBeUndefined();
      const refused = await refusal(lab.store.joinAsOf(asOf(request, [{ key: ['a'], time: 0n }])));
      expect(refused).toMatch(/^source s: \w+ has no table nowhere\nfix: /);
    });

    test('a column that is not there is an error with the near name, before anything runs', async () => {
      const request = requestOf(lab, { table: ['witness'] }, { keys: { id: 'string' }, features: { nn: 'int64' } });
      expect(await refusal(lab.store.check(request))).toMatch(
        /^view v: table witness has no column nn\nfix: did you mean n\?/,
      );
    });

    test('a type that does not fit is an error with both', async () => {
      const request = requestOf(lab, { table: ['witness'] }, { keys: { id: 'string' }, features: { n: 'string' } });
      expect(await refusal(lab.store.check(request))).toMatch(
        /^view v: column n of table witness is .+, declared string\nfix: /,
      );
    });

    test('a query is a source; one that fails while it runs leaves nothing behind', async () => {
      const columns = `id, event, created, n`;
      const good = requestOf(
        lab,
        { query: `SELECT ${columns} FROM ${lab.named('witness')} -- the last line is a comment` },
        { keys: { id: 'string' }, features: { n: 'int64' } },
      );
      expect(valuesOf((await lab.store.joinAsOf(asOf(good, [{ key: ['row 0'], time: 0n }])))[0])).toEqual([1]);
      const bad = requestOf(lab, { query: 'SELEC 1' }, { keys: { id: 'string' }, features: { n: 'int64' } });
      expect(await refusal(lab.store.joinAsOf(asOf(bad, [{ key: ['row 0'], time: 0n }])))).toMatch(
        /^view v, source s: \w+ refused \(.+\)\nfix: /,
      );
      await intact();
    });

    test('two joins at once do not see each other’s rows', async () => {
      const request = requestOf(lab, { table: ['witness'] }, { keys: { id: 'string' }, features: { n: 'int64' } });
      const answers = await Promise.all(
        [1, 2, 3, 4].map((length) =>
          lab.store.joinAsOf(
            asOf(
              request,
              Array.from({ length }, () => ({ key: ['row 0'], time: 0n })),
            ),
          ),
        ),
      );
      expect(answers.map(([column]) => valuesOf(column))).toEqual([[1], [1, 1], [1, 1, 1], [1, 1, 1, 1]]);
      await intact();
    });
  });
}

function table(features: Record<string, bigint[]>, ids?: readonly string[]): TestColumn[] {
  const [values] = Object.values(features);
  const times = { type: 'timestamp[us]', values: values.map(() => '1970-01-01T00:00:00Z') };
  return [
    { name: 'id', type: 'string', values: ids ?? values.map((_, i) => `row ${String(i)}`) },
    { name: 'event', ...times },
    { name: 'created', ...times },
    ...Object.entries(features).map(([name, of]) => ({ name, type: 'int64', values: of.map(String) })),
  ];
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (isFeatureStoreError(error)) return error.message;
    throw error;
  }
  return 'no error';
}
