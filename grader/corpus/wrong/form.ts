import type { WrongSubmission } from '../wrong-submission';

/** What was handed in, and how it is described: S0, R0, D0. */
export const FORM: readonly WrongSubmission[] = [
  {
    name: 'link-to-a-secret',
    story: 'data.json is a link to /etc/passwd, in the hope that the grader reads it',
    fails: ['S0'],
    cause: 'not_gradable_files',
    notice: /data\.json.*link/,
    links: { 'data.json': '/etc/passwd' },
  },
  {
    name: 'pipe-that-blocks',
    story: 'a pipe among the files: who reads it waits for ever',
    fails: ['S0'],
    cause: 'not_gradable_files',
    pipes: ['notes.txt'],
  },
  {
    name: 'packages-of-its-own',
    story: 'node_modules with a featlab that says what it likes',
    fails: ['S0'],
    cause: 'not_gradable_files',
    files: { 'node_modules/featlab/index.js': 'module.exports = {};' },
  },
  {
    name: 'npm-configured',
    story: 'an .npmrc that sends npm somewhere else',
    fails: ['S0'],
    cause: 'not_gradable_files',
    files: { '.npmrc': 'registry=http://localhost:1/' },
  },
  {
    name: 'enum-in-serve',
    story: 'TypeScript that is more than types: the runtime cannot erase an enum',
    fails: ['S0'],
    cause: 'unsupported_syntax',
    change: { 'serve.ts': [['import { createInterface }', 'enum Path { Online }\nimport { createInterface }']] },
  },
  {
    name: 'no-serve',
    story: 'serve.ts was forgotten',
    fails: ['S0'],
    cause: 'missing_entry_point',
    files: { 'serve.ts': null },
  },
  {
    name: 'package-json-with-a-comma',
    story: 'package.json is no JSON',
    fails: ['S0'],
    cause: 'broken_package',
    files: { 'package.json': '{ "type": "module", }' },
  },
  {
    name: 'readme-without-serve',
    story: 'nobody is told how to serve',
    fails: ['R0'],
    cause: 'readme_incomplete',
    files: {
      'README.md':
        '# Fraud\n\n    npx featlab apply\n    node materialize.ts --data data --end 2025-06-10T00:00:00Z --online online\n',
    },
  },
  {
    name: 'readme-of-a-sentence',
    story: 'a sentence that has all the words, and no command',
    fails: ['R0'],
    cause: 'readme_incomplete',
    files: { 'README.md': 'I have never tried to apply, materialize or serve this with npm.\n' },
  },
  {
    name: 'readme-of-one-command',
    story: 'a sentence with one command, and with the words of the others',
    fails: ['R0'],
    cause: 'readme_incomplete',
    files: { 'README.md': 'Before you materialize or serve anything run npm run apply.\n' },
  },
  {
    name: 'readme-of-file-names',
    story: 'it tells what each file is for, and nowhere what to type',
    fails: ['R0'],
    cause: 'readme_incomplete',
    files: {
      'README.md':
        '# Fraud\n\n- `features.ts`: what apply registers\n- `materialize.ts`: fills the online store\n- `serve.ts`: answers requests\n\n- features.ts - what npx featlab apply registers\n- materialize.ts - fills the online store\n- serve.ts - answers requests\n',
    },
  },
  {
    name: 'definitions-of-before',
    story: 'features.ts ends in an error, and the registry of a run before it is handed in',
    fails: ['D0'],
    cause: 'apply_failed',
    change: { 'features.ts': [['export const customer =', "throw new Error('later');\nexport const customer ="]] },
    applied: true,
  },
  {
    name: 'ttl-of-8-days',
    story: 'the definitions say 8 days, the scripts 7',
    fails: ['D0'],
    cause: 'definitions_wrong',
    change: { 'features.ts': [["ttl: '7d'", "ttl: '8d'"]] },
  },
  {
    name: 'transactions-by-customer',
    story: 'transaction_features is declared with one key of its two',
    fails: ['D0'],
    cause: 'definitions_wrong',
    change: { 'features.ts': [['entities: [customer, merchant]', 'entities: [customer]']] },
  },
  {
    name: 'definitions-that-throw',
    story: 'features.ts ends in an error',
    fails: ['D0'],
    cause: 'apply_failed',
    change: { 'features.ts': [['export const customer =', "throw new Error('later');\nexport const customer ="]] },
  },
];
