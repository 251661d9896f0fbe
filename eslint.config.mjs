import tseslint from 'typescript-eslint';
import { oneWayImports } from './lib/setup/lint/one-way-imports.mjs';

const tests = [
  '**/*.test.ts',
  '**/*.test-d.ts',
  '**/*.contract.ts',
  '*/testing/**',
  'lib/offline/contract/**',
  'lib/online/contract/**',
  'lib/conformance/**',
];
const outside = [...tests, 'lib/bench/**', 'lib/setup/**'];

const clockAndChance = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'the clock is a parameter',
  },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'the clock is a parameter' },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'chance has a seed, which is a parameter',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.venv/',
      '.lab/',
      'my-notebooks*/',
      'lib/repository/templates/',
      'grader/corpus/right/',
      'homework/starter/',
      'homework/solution/',
      '**/node_modules/',
    ],
  },
  { files: ['**/*.mjs', '**/*.js'], extends: [tseslint.configs.strict] },
  { files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // JavaScript callers pass what the types forbid, and an index may miss: such checks are there for a reason.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Of a function that promises, a throw is a rejection, also where it need not wait for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['lib/**/*.ts', 'data-gen/**/*.ts', 'grader/**/*.ts'],
    ignores: outside,
    plugins: { featlab: { rules: { 'one-way-imports': oneWayImports } } },
    rules: { 'featlab/one-way-imports': 'error' },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: [...outside, 'lib/cli/**'],
    rules: { 'no-restricted-syntax': ['error', ...clockAndChance] },
  },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
