import { afterAll, beforeAll, describe, test } from 'vitest';
import { readCases } from '../../conformance/case';
import type { CaseDefinitions, CaseFile, ConformanceCase, FilesStep, Operation } from '../../conformance/case';
import { LibraryRunner } from '../../conformance/library-runner';
import { runCase } from '../../conformance/run-case';
import { TABLE_KINDS } from '../../definitions/table-source';
import type { OfflineLab, OpenLab } from './offline-lab';

/** What no table can show, with the reason. */
const OF_FILES: Readonly<Record<string, string>> = {
  'full-tie-last-in-the-file-wins': 'a table has no order',
  'a-correction-of-equal-times-replaces': 'a table has no order',
  'rows-out-of-order-in-a-file': 'a table has no order',
  'served-equals-trained': 'a table has no order, and it has full ties',
  'winners-in-one-window': 'a table has no order, and it has full ties',
  'a-glob-of-files': 'several files',
  'an-array-of-files': 'several files',
  'truncated-parquet': 'a broken file',
  'push-newer-wins': 'push is not there yet',
};

/** The conformance cases with their files as tables. */
export function describeCases(open: OpenLab): void {
  describe('conformance cases', () => {
    let lab: OfflineLab;
    beforeAll(async () => {
      lab = await open();
    });
    afterAll(() => lab.close());

    for (const given of readCases().filter(({ name }) => !Object.hasOwn(OF_FILES, name))) {
      test(given.name, async (context) => {
        const why = cannotHold(lab, given);
        if (why !== undefined) context.skip(why);
        const inTables = asTables(given, lab);
        await runCase(inTables, (folder) => new TableRunner(lab, folder, inTables));
      });
    }
  });
}

/** The library over a repository whose files are tables in the lab's database. */
class TableRunner extends LibraryRunner {
  readonly #lab: OfflineLab;
  readonly #made = new Set<string>();

  constructor(lab: OfflineLab, ...[folder, given]: ConstructorParameters<typeof LibraryRunner>) {
    super(folder, given, { offlineStores: { [lab.engine]: lab.store } });
    this.#lab = lab;
  }

  async filesChanged({ write = [], delete: gone = [] }: FilesStep): Promise<void> {
    for (const path of gone) await this.#drop(tableOf(path));
    for (const { path, columns = [] } of write) {
      await this.#lab.create([tableOf(path)], columns);
      this.#made.add(tableOf(path));
    }
  }

  override async close(): Promise<void> {
    for (const table of this.#made) await this.#drop(table);
    await super.close();
  }

  async #drop(table: string): Promise<void> {
    await this.#lab.drop([table]);
    this.#made.delete(table);
  }
}

function tableOf(path: string): string {
  return path.replaceAll(/\W/g, '_');
}

/** The same case over tables: sources, and what messages call them. */
function asTables(given: ConformanceCase, lab: OfflineLab): ConformanceCase {
  const definitions = ({ sources = [], ...rest }: CaseDefinitions): CaseDefinitions => ({
    ...rest,
    sources: sources.map(({ path, ...fields }) => ({
      ...fields,
      maker: TABLE_KINDS[lab.engine],
      table: tableOf(path as string),
    })),
  });
  const operations = given.operations.map((operation): Operation => {
    if (operation.op === 'define' && operation.definitions) {
      return { ...operation, definitions: definitions(operation.definitions) };
    }
    return operation;
  });
  const text = JSON.stringify({ operations });
  const paths = new Set(filesOf(given).map(({ path }) => path));
  const renamed = [...paths].reduce((all, path) => all.replaceAll(path.split('/').pop() ?? path, tableOf(path)), text);
  return {
    ...given,
    definitions: definitions(given.definitions),
    operations: operations.map((operation, i) =>
      'expect' in operation && operation.expect?.error
        ? {
            ...operation,
            expect: (JSON.parse(renamed) as { operations: { expect: object }[] }).operations[i].expect,
          }
        : operation,
    ),
  };
}

function filesOf({ files, operations }: ConformanceCase): CaseFile[] {
  return [
    ...files,
    ...operations.flatMap((operation) => (operation.op === 'files' ? [...(operation.write ?? [])] : [])),
  ];
}

function cannotHold(lab: OfflineLab, given: ConformanceCase): string | undefined {
  for (const { columns = [] } of filesOf(given)) {
    for (const { name, type } of columns) {
      if (lab.unit === 'us' && type.startsWith('timestamp[ns')) return `${name} has nanoseconds`;
      if (!type.startsWith('timestamp') && !lab.types.includes(type === 'bigint' ? 'int64' : type))
        return `${lab.engine} has no ${type}`;
    }
  }
  return undefined;
}
