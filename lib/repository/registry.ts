import type { Database } from 'better-sqlite3';

import type { Definition } from '../definitions/definition';
import { RepositoryError } from '../errors';
import { compareInstants, formatInstant, parseInstant } from '../time/time';
import type { Instant } from '../time/time';
import { corruptRegistry } from './registry-errors';
import { RegistryFile } from './registry-file';
import { definitionsOf, specOf } from './serialize';
import type { AppliedRepository, DefinitionSpec } from './serialize';

export type { AppliedRepository } from './serialize';

/**
 * What was applied, and how far each view was materialized: one project's part of a SQLite file, in which several
 * projects may live. It names no absolute path, so a copy of a repository is a copy. Every failure is a StoreError.
 */
export interface Registry {
  /**
   * What is applied now, also by another process meanwhile.
   * @throws RepositoryError NOT_APPLIED where nothing ever was
   */
  read(): AppliedRepository;
  /** The same, undefined where nothing ever was. */
  readIfApplied(): AppliedRepository | undefined;
  /**
   * Makes `definitions` what is applied and forgets the marks of the views in `dropMarks`, both or neither.
   * @param definitions what each refers to stands before it, as `collectDefinitions` answers them
   */
  replace(definitions: readonly Definition[], dropMarks?: readonly string[]): void;
  /**
   * Up to where `view` was materialized into these online rows.
   * @param generation the online store's id of the view's rows
   */
  mark(view: string, generation: string): Instant | undefined;
  setMark(view: string, generation: string, end: Instant): void;
  /** Forgets the project: as if nothing had ever been applied. */
  clear(): void;
  /**
   * Does what `change` does to this registry and what `work`, given its answer, does elsewhere: both, or where one
   * refuses neither. Nobody else changes the registry meanwhile.
   */
  together<C, W>(change: () => C, work: (changed: C) => Promise<W>): Promise<W>;
  close(): void;
}

export interface RegistryOptions {
  /** How long to wait for another process's transaction, in ms; 5,000 where absent. */
  readonly busyTimeoutMs?: number | undefined;
}

/** Touches nothing yet: the file is opened by the first call, and made by the first that writes. */
export function openRegistry(path: string, project: string, options: RegistryOptions = {}): Registry {
  const file = new RegistryFile(path, options.busyTimeoutMs);
  let last: Snapshot | undefined;
  const readIfApplied = (): AppliedRepository | undefined => {
    const stamp = file.stamp();
    if (!last || last.stamp !== stamp) last = { stamp, applied: file.read((db) => readDefinitions(db, path, project)) };
    return last.applied;
  };
  return {
    readIfApplied,
    read: () => {
      const applied = readIfApplied();
      if (!applied) throw notApplied(project);
      return applied;
    },
    replace: (definitions, dropMarks = []) => {
      file.write((db) => {
        writeDefinitions(db, project, definitions);
        for (const view of dropMarks) deleteMarks(db, project, view);
      });
      last = undefined;
    },
    mark: (view, generation) => file.read((db) => readMark(db, path, [project, view, generation])),
    setMark: (view, generation, end) => file.write((db) => writeMark(db, path, [project, view, generation], end)),
    clear: () => {
      file.write((db) => {
        for (const table of ['projects', 'definitions', 'marks']) {
          db.prepare(`DELETE FROM ${table} WHERE project = ?`).run(project);
        }
      });
      last = undefined;
    },
    together: (change, work) => file.together(change, work),
    close: () => file.close(),
  };
}

function notApplied(project: string): RepositoryError {
  return new RepositoryError(
    'NOT_APPLIED',
    `nothing of project ${project} was applied yet`,
    'run featlab apply; in a script: await store.apply()',
  );
}

/** What was read, and the file's stamp just before. */
interface Snapshot {
  readonly stamp: string | undefined;
  readonly applied: AppliedRepository | undefined;
}

function readDefinitions(db: Database, path: string, project: string): AppliedRepository | undefined {
  if (!db.prepare('SELECT 1 FROM projects WHERE project = ?').get(project)) return undefined;
  const specs = db.prepare('SELECT spec FROM definitions WHERE project = ? ORDER BY position').pluck().all(project);
  try {
    return definitionsOf(specs.map((spec) => JSON.parse(spec as string) as DefinitionSpec));
  } catch (error) {
    throw corruptRegistry(path, error);
  }
}

function writeDefinitions(db: Database, project: string, definitions: readonly Definition[]): void {
  db.prepare('INSERT OR IGNORE INTO projects VALUES (?)').run(project);
  db.prepare('DELETE FROM definitions WHERE project = ?').run(project);
  const insert = db.prepare('INSERT INTO definitions VALUES (?, ?, ?, ?, ?)');
  for (const [position, definition] of definitions.entries()) {
    insert.run(project, position, definition.kind, definition.name, JSON.stringify(specOf(definition)));
  }
}

type MarkKey = [project: string, view: string, generation: string];

function readMark(db: Database, path: string, key: MarkKey): Instant | undefined {
  const select = 'SELECT materialized_until FROM marks WHERE project = ? AND view = ? AND generation = ?';
  const text = db
    .prepare(select)
    .pluck()
    .get(...key) as string | undefined;
  if (text === undefined) return undefined;
  const end = parseInstant(text);
  if (end) return end;
  throw corruptRegistry(path, `the mark of ${key[1]} is ${JSON.stringify(text)}`);
}

/** Leaves one that is later: of two increments at once the one that ends last may be the one that reaches less far. */
function writeMark(db: Database, path: string, key: MarkKey, end: Instant): void {
  const last = readMark(db, path, key);
  if (last && compareInstants(last, end) >= 0) return;
  db.prepare('INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)').run(...key, formatInstant(end));
}

function deleteMarks(db: Database, project: string, view: string): void {
  db.prepare('DELETE FROM marks WHERE project = ? AND view = ?').run(project, view);
}
