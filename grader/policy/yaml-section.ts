import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node } from 'yaml';

import { choose, GraderError } from '../grader-error';

/** A value and where it stands, for a message. */
export interface Placed {
  readonly value: unknown;
  readonly place: string;
}

/** A mapping of a YAML file whose keys know their lines. What is asked for and wrong is a GraderError with its line. */
export class YamlSection {
  readonly #fields: ReadonlyMap<string, { readonly place: string; readonly node: Node | null }>;
  readonly #place: (node: Node | null) => string;
  readonly path: string;

  private constructor(map: Node | null, place: (node: Node | null) => string, path: string) {
    const items = isMap<Node, Node | null>(map) ? map.items : [];
    this.#fields = new Map(items.map(({ key, value }) => [keyOf(key), { place: place(key), node: value }]));
    this.#place = place;
    this.path = path;
  }

  /** @throws GraderError for what is not YAML, or no mapping. An empty text has no keys. */
  static parse(text: string, file: string): YamlSection {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const line = (offset: number): string => `${file} line ${String(lines.linePos(offset).line)}`;
    const [error] = document.errors;
    if (error) {
      throw new GraderError(
        `${line(error.pos[0])}: not YAML: ${error.message.split('\n')[0] ?? ''}`,
        'mend that line: key: value, indented by spaces, brackets and quotes closed',
      );
    }
    const root = document.contents as Node | null;
    if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null)) {
      throw new GraderError(`${file} is no mapping of keys`, 'write lines such as pass_mark: 60');
    }
    return new YamlSection(root, (node) => line(node?.range?.[0] ?? 0), '');
  }

  get keys(): readonly string[] {
    return [...this.#fields.keys()];
  }

  /** @throws GraderError for a key that nobody reads */
  allow(known: readonly string[]): this {
    for (const [key, { place }] of this.#fields) {
      if (known.includes(key)) continue;
      throw new GraderError(`${place}: unknown key ${JSON.stringify(this.path + key)}`, choose(key, known));
    }
    return this;
  }

  has(key: string): boolean {
    return this.#fields.has(key);
  }

  /** What is written there as JavaScript, and its line; undefined where the key is not there. */
  value(key: string): Placed | undefined {
    const field = this.#fields.get(key);
    return field && { value: field.node?.toJSON() ?? null, place: field.place };
  }

  /** A mapping; an empty one where the key is not there. */
  section(key: string): YamlSection {
    const field = this.#fields.get(key);
    if (field && !isMap(field.node)) throw this.wrong(key, 'a mapping of keys');
    return new YamlSection(field?.node ?? null, this.#place, `${this.path}${key}.`);
  }

  text(key: string): string | undefined {
    const field = this.#fields.get(key);
    if (!field) return undefined;
    const { value, source } = isScalar(field.node) ? field.node : { value: null };
    if (typeof value === 'string') return value;
    if (value !== null && source !== undefined) return source;
    throw this.wrong(key, 'a text');
  }

  number(key: string, least: number, most: number): number | undefined {
    const value = this.value(key)?.value;
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw this.wrong(key, `a number from ${String(least)} to ${String(most)}`);
  }

  oneOf<T extends string>(key: string, known: readonly T[]): T | undefined {
    const text = this.text(key);
    const found = known.find((one) => one === text);
    if (text === undefined || found !== undefined) return found;
    throw new GraderError(`${this.placeOf(key)}: ${this.path}${key} is ${JSON.stringify(text)}`, choose(text, known));
  }

  /** Each a list of texts. */
  lists(key: string): readonly (readonly string[])[] {
    const node = this.#fields.get(key)?.node;
    if (node === undefined) return [];
    const value: unknown = isSeq(node) ? node.toJSON() : null;
    if (Array.isArray(value) && value.every((one): one is string[] => Array.isArray(one) && one.every(isText)))
      return value;
    throw this.wrong(key, 'a list of lists of names');
  }

  wrong(key: string, wanted: string): GraderError {
    const value = this.value(key)?.value;
    return new GraderError(
      `${this.placeOf(key)}: ${this.path}${key} is ${JSON.stringify(value)}`,
      `write ${wanted} there`,
    );
  }

  placeOf(key: string): string {
    return this.#fields.get(key)?.place ?? '';
  }
}

/** As it is written: a login such as 00123 is no number. */
function keyOf(key: Node): string {
  if (!isScalar(key)) return '';
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
