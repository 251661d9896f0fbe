import { dirname, relative, resolve, sep } from 'node:path';
import { root } from '../root.mjs';

/** The folders and files of lib in the order in which they may import: a line from itself and from those above it. */
export const LAYERS = [
  [
    'errors',
    'types',
    'time',
    'nearest',
    'object-argument',
    'sample',
    'shown',
    'file-stamp',
    'is-url',
    'load-package',
    'package-root',
    'runtime-check',
  ],
  ['columns', 'put-answer', 'row-prototype'],
  ['definitions'],
  ['infer', 'refs', 'repository'],
  ['join', 'entity-df', 'training-set', 'on-demand'],
  ['offline', 'online'],
  ['pinned-view', 'materialize', 'push', 'apply', 'historical', 'skew', 'explain', 'explain-words', 'timing'],
  ['store'],
  ['typed-feature-store', 'open-online-store', 'open-store', 'init-repository'],
  ['server', 'cli'],
  ['index'],
];

/** Side by side, and yet they know nothing of each other. */
const STRANGERS = ['offline', 'online'];

/** ESLint rule: imports point one way. A file of lib that has no place in `LAYERS` is refused as well. */
export const oneWayImports = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{why}}' } },
  create(context) {
    const from = placeOf(context.filename);
    const check = (node) => {
      const why =
        node.source?.value?.startsWith('.') &&
        refusal(from, placeOf(resolve(dirname(context.filename), node.source.value)));
      if (why) context.report({ node: node.source, messageId: 'refused', data: { why } });
    };
    return {
      Program: (node) => {
        if (from.folder === 'lib' && rank(from) < 0) {
          context.report({
            node,
            messageId: 'refused',
            data: { why: `lib/${from.name} has no place in LAYERS (lib/setup/lint/one-way-imports.mjs)` },
          });
        }
      },
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** `lib/online/sqlite.ts` → `{ folder: 'lib', name: 'online' }`. */
function placeOf(file) {
  const [folder, name = ''] = relative(root, file).split(sep);
  return { folder, name: name.replace(/\.(ts|js)$/, '') };
}

function rank({ name }) {
  return LAYERS.findIndex((names) => names.includes(name));
}

function refusal(from, to) {
  if (from.folder === 'lib' && rank(from) < 0) return undefined;
  if (from.folder === 'data-gen')
    return to.folder === 'data-gen' ? undefined : 'data-gen stands alone: it imports nothing of lib';
  if (from.folder === 'grader')
    return to.folder === 'lib' ? 'the grader shares no code with lib: it has its own oracle' : undefined;
  if (to.folder === 'data-gen') return from.name === 'repository' ? undefined : 'only lib/repository imports data-gen';
  if (to.folder !== 'lib') return `lib/${from.name} may not import ${to.folder}`;
  if (STRANGERS.includes(from.name) && STRANGERS.includes(to.name) && from.name !== to.name) {
    return `lib/${from.name} may not import lib/${to.name}: neither knows of the other`;
  }
  if (rank(to) >= 0 && rank(to) <= rank(from)) return undefined;
  return `lib/${from.name} may not import lib/${to.name}, which stands above it`;
}
