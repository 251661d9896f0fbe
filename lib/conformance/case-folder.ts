import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { TestColumn } from '../testing/arrow-table';
import { parquetBytes } from '../testing/write-parquet';
import type { CaseDefinitions, CaseEntityDf, CaseFile, ConformanceCase, DefineStep, FilesStep } from './case';
import { featuresText } from './features-text';

const YAML = `project: conformance
registry: data/registry.db
provider: local
offline_store: { type: file }
online_store: { type: sqlite, path: data/online_store.db }
`;

/** A case's repository on disk. What it is asked for lies in a folder of its own beside it. */
export class CaseFolder {
  readonly #root: string = mkdtempSync(join(tmpdir(), 'featlab-case-'));
  readonly repository: string = join(this.#root, 'repository');
  #definitions: CaseDefinitions = {};
  #count = 0;

  constructor({ definitions, files }: ConformanceCase) {
    mkdirSync(this.repository);
    this.define({ op: 'define', definitions, yaml: null });
    this.change({ op: 'files', write: files });
  }

  change({ write = [], delete: gone = [] }: FilesStep): void {
    for (const path of gone) rmSync(join(this.repository, path), { force: true });
    for (const file of write) writeFile(join(this.repository, file.path), bytesOf(file));
  }

  define({ definitions, yaml, featuresText: text }: DefineStep): void {
    if (yaml !== undefined) writeFile(join(this.repository, 'feature_store.yaml'), yaml ?? YAML);
    if (definitions) this.#definitions = definitions;
    if (definitions || text !== undefined) {
      writeFile(join(this.repository, 'features.ts'), text ?? featuresText(this.#definitions));
    }
  }

  /** A path for a file that is not there yet. */
  newFile(extension: string): string {
    return join(this.#root, `${String((this.#count += 1))}.${extension}`);
  }

  /** The entity dataframe as a file. */
  entityFile({ format, columns, text }: CaseEntityDf): string {
    const file = this.newFile(format);
    writeFile(file, text ?? parquetBytes(columns));
    return file;
  }

  /** Rows to push, as a Parquet file. */
  rowsFile(rows: readonly TestColumn[]): string {
    const file = this.newFile('parquet');
    writeFile(file, parquetBytes(rows));
    return file;
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 3 });
  }
}

function bytesOf({ raw, columns = [], truncate = 1, ...options }: CaseFile): Uint8Array {
  const bytes = raw === undefined ? parquetBytes(columns, options) : Buffer.from(raw, 'base64');
  return bytes.subarray(0, Math.floor(bytes.length * truncate));
}

function writeFile(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
