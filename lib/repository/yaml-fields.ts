import { isAlias, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Node, Pair, YAMLMap } from 'yaml';

import { invalid } from './config-fields';
import type { Field, Fields } from './config-fields';
import { CONFIG_FILE } from './find-repository';
import { maskVariables, unmaskVariables } from './mask-variables';

/**
 * feature_store.yaml as fields that know their lines. Values are the text as written: `project: 007` is 007.
 * @throws RepositoryError CONFIG_INVALID with line and column for what is not YAML, or no mapping
 */
export function yamlFields(text: string): Fields {
  const lines = new LineCounter();
  const document = parseDocument(maskVariables(text), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${CONFIG_FILE} line ${String(line)}, column ${String(col)}`;
  };
  const [error] = document.errors;
  if (error) {
    throw invalid(
      `${at(error.pos[0])}: not YAML: ${unmaskVariables(error.message)}`,
      'mend that line: key: value, indented by spaces, brackets and quotes closed',
    );
  }
  if (isMap(document.contents)) return fieldsOf(document.contents, at);
  throw invalid(`${CONFIG_FILE} holds no keys`, 'write at least a line such as project: driver_repo');
}

type At = (offset: number) => string;

function fieldsOf(map: YAMLMap<Node, Node | null>, at: At): Fields {
  return new Map(map.items.map((pair) => [nameOf(pair.key), fieldOf(pair, at)]));
}

function fieldOf({ key, value }: Pair<Node, Node | null>, at: At): Field {
  const place = at(key.range?.[0] ?? 0);
  if (isAlias(value) || nameOf(key) === '<<') {
    throw invalid(
      `${place}: ${nameOf(key)} stands for what is elsewhere: aliases (*) and merges (<<) are not supported`,
      'write the value out',
    );
  }
  if (isMap(value)) return { place, value: fieldsOf(value as YAMLMap<Node, Node | null>, at) };
  if (value === null) return { place, value: undefined };
  if (!isScalar(value)) throw invalid(`${place}: ${nameOf(key)} is a list`, 'write one value, or a mapping');
  return { place, value: textOf(value.value, value.source) };
}

function nameOf(key: Node): string {
  return isScalar(key) ? (textOf(key.value, key.source) ?? '') : '(a key that is no text)';
}

function textOf(value: unknown, source: string | undefined): string | undefined {
  return unmaskVariables(typeof value === 'string' ? value : (source ?? ''));
}
