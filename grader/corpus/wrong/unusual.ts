import type { WrongSubmission } from '../wrong-submission';

/** Unusual, and right: form never costs substance. */
export const UNUSUAL: readonly WrongSubmission[] = [
  {
    name: 'spaces-and-carriage-returns',
    story: 'answers with spaces, their fields in another order, lines that end with \\r\\n',
    fails: [],
    change: {
      'serve.ts': [
        [
          'process.stdout.write(`${JSON.stringify(answer)}\\n`);',
          "const turned = Object.fromEntries(Object.entries(answer).reverse());\n  process.stdout.write(`  ${JSON.stringify(turned, null, 1).replaceAll('\\n', ' ')}\\r\\n`);",
        ],
      ],
    },
  },
  {
    name: 'doubles-for-all',
    story: 'every integer is a double, with a column and a field more than asked for, and logs on stderr',
    fails: [],
    notice: /further column/,
    change: {
      'write-training.ts': [
        ['n_purchases_7d: new Int64(),', 'n_purchases_7d: new Float64(),\n  story: new Float64(),'],
        ['n_disputes_30d: new Int64(),', 'n_disputes_30d: new Float64(),'],
        ['hour_of_day: new Int64(),', 'hour_of_day: new Float64(),'],
        ['  is_fraud: new Int64(),\n', ''],
        ['  amount: new Float64(),', '  amount: new Float64(),\n  is_fraud: new Int64(),'],
      ],
      'serve.ts': [
        [
          'const answer: Record<string, number | null> = {',
          'console.error(`asked: ${line}`);\n  const answer: Record<string, number | null> = { more: 1,',
        ],
      ],
    },
  },
  {
    name: 'a-lock-of-the-living',
    story: 'one run at a time; the lock of one that is no more is taken over',
    fails: [],
    spares: ['I2'],
    change: {
      'materialize.ts': [
        [
          'const store =',
          "mkdirSync(args.online, { recursive: true });\nconst lock = join(args.online, 'lock');\nif (existsSync(lock) && lives(Number(readFileSync(lock, 'utf8')))) throw new Error('another run is at work');\nwriteFileSync(lock, String(process.pid));\nconst store =",
        ],
        [
          'writeStore(args.online, store);',
          'writeStore(args.online, store);\nrmSync(lock);\n\nfunction lives(pid: number): boolean {\n  try {\n    return pid > 0 && process.kill(pid, 0);\n  } catch {\n    return false;\n  }\n}',
        ],
        [
          'import { args',
          "import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport { args",
        ],
      ],
    },
  },
  {
    name: 'logs-each-row',
    story: 'twelve megabytes of logs on stderr, from each script',
    fails: [],
    change: {
      'arguments.ts': [
        [
          'import { parseArgs }',
          "for (let row = 0; row < 60_000; row++) console.error(`row ${row} of ${'…'.repeat(60)}`);\nimport { parseArgs }",
        ],
      ],
    },
  },
  {
    name: 'zipped-training-set',
    story: 'Parquet compressed with zstd',
    fails: [],
    change: {
      'write-training.ts': [
        [
          'import { Table as WasmTable, writeParquet }',
          'import { Compression, Table as WasmTable, writeParquet, WriterPropertiesBuilder }',
        ],
        [
          "WasmTable.fromIPCStream(tableToIPC(table, 'stream')))",
          "WasmTable.fromIPCStream(tableToIPC(table, 'stream')), new WriterPropertiesBuilder().setCompression(Compression.ZSTD).build())",
        ],
      ],
    },
  },
  {
    name: 'a-store-deep-down',
    story: 'the store lies in folders of its own making',
    fails: [],
    change: {
      'store.ts': [
        ["const file = join(folder, 'store.json');", "const file = join(folder, 'deep', 'er', 'store.json');"],
        ['mkdirSync(folder, { recursive: true });', "mkdirSync(join(folder, 'deep', 'er'), { recursive: true });"],
        [
          "renameSync(whole, join(folder, 'store.json'));",
          "renameSync(whole, join(folder, 'deep', 'er', 'store.json'));",
        ],
      ],
    },
  },
  {
    name: 'type-errors',
    story: 'a compiler would not take it; the runtime does',
    fails: [],
    notice: /type errors.*: 1\. .*"serve\.ts":\d+: Type 'number' is not assignable to type 'string'/,
    change: {
      'serve.ts': [['const now = micros(args.now);', 'const now = micros(args.now);\nexport const story: string = 1;']],
    },
  },
  {
    name: 'old-code-in-comments',
    story: 'comments name a folder and a file that the runtime could not read, and types come from such a file',
    fails: [],
    change: {
      'serve.ts': [
        [
          'const now =',
          "// import { readStore } from './old';\n/*\n * import { Path } from './old/path.ts';\n */\nimport type { Path } from './old/path.ts';\nexport type Way = keyof Path;\nconst now =",
        ],
      ],
    },
    files: { 'old/path.ts': 'export interface Path {\n  online: string;\n}\nexport enum Kind {\n  Online,\n}\n' },
  },
  {
    name: 'a-folder-of-commonjs',
    story: 'CommonJS, which names a folder and means the index.js in it',
    fails: [],
    change: {
      'serve.ts': [
        [
          'const now =',
          "import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)('./more');\nconst now =",
        ],
      ],
    },
    files: {
      'more/index.js': "const fs = require('node:fs');\nmodule.exports = fs.existsSync(__dirname);\n",
      'more/package.json': '{ "type": "commonjs" }\n',
    },
  },
  {
    name: 'todo-in-spanish',
    story: 'a README in Spanish, called LÉAME, in which todo is a word',
    fails: [],
    files: {
      'README.md': null,
      'LÉAME.md':
        '# Fraude\n\n    npx featlab apply      # registra todo\n    node materialize.ts --data data --end 2025-06-10T00:00:00Z --online online   # guarda todo\n    node serve.ts --online online --now 2025-06-10T00:00:00Z   # responde a todo\n',
    },
  },
  {
    name: 'byte-order-marks',
    story: 'an editor set one at the beginning of package.json and of a script',
    fails: [],
    change: {
      'package.json': [['{', '\ufeff{']],
      'serve.ts': [['import { createInterface }', '\ufeffimport { createInterface }']],
    },
  },
  {
    name: 'a-draft-in-a-comment',
    story: 'an import in a comment, a text and a template, of what Node could not run',
    fails: [],
    change: {
      'serve.ts': [
        [
          'const now =',
          "/*\nimport { Store } from './old/store.ts';\nconst old = new Store(args.online);\n*/\nexport const before = [\"import './old/store.ts'\", `import './old/store.ts'`]; // from './old/store.ts'\nconst now =",
        ],
      ],
    },
    files: {
      'old/store.ts':
        'export class Store {\n  constructor(private readonly folder: string) {}\n  get path(): string {\n    return this.folder;\n  }\n}\n',
    },
  },
  {
    name: 'hours-of-minus-zero',
    story: 'hour_of_day is reckoned in doubles: before 1970 the hour 0 has a sign',
    fails: [],
    change: {
      'rule.ts': [
        [
          'return new Date(Math.floor(event / 1000)).getUTCHours();',
          'const hour = Math.floor(event / 3_600_000_000) % 24;\n  return hour < 0 ? hour + 24 : hour;',
        ],
      ],
      'write-training.ts': [['hour_of_day: new Int64()', 'hour_of_day: new Float64()']],
    },
  },
  {
    name: 'versions-by-the-clock',
    story: 'each run writes a folder of its own, named by the clock, and moves a link to it',
    fails: [],
    change: {
      'store.ts': [
        [
          "const whole = join(folder, `store.${process.pid}.tmp`);\n  writeFileSync(whole, JSON.stringify(store));\n  renameSync(whole, join(folder, 'store.json'));",
          "const version = `v-${Date.now()}`;\n  mkdirSync(join(folder, version));\n  writeFileSync(join(folder, version, 'store.json'), JSON.stringify(store));\n  rmSync(join(folder, 'next'), { force: true });\n  symlinkSync(version, join(folder, 'next'));\n  renameSync(join(folder, 'next'), join(folder, 'current'));",
        ],
        ["const file = join(folder, 'store.json');", "const file = join(folder, 'current', 'store.json');"],
        ['renameSync, ', 'renameSync, rmSync, symlinkSync, '],
      ],
    },
  },
  {
    name: 'a-makefile',
    story: 'the README names make’s targets',
    fails: [],
    files: {
      'README.md':
        '# Fraud\n\nWith the Makefile:\n\n    make apply\n    make train\n    make materialize END=2025-06-10T00:00:00Z\n    make serve NOW=2025-06-10T00:00:00Z\n',
      Makefile:
        'apply:\n\tnpx featlab apply\nmaterialize:\n\tnode materialize.ts --data data --end $(END) --online online\nserve:\n\t@node serve.ts --online online --now $(NOW)\n',
    },
  },
  {
    name: 'commands-in-sentences',
    story: 'the commands stand in the midst of sentences, not set as code',
    fails: [],
    files: {
      'README.md':
        '# Fraud\n\nTo register the definitions run npx featlab apply.\nTo fill the store run npm run materialize.\nFor answers there is node serve.ts and what it says of its arguments.\n',
    },
  },
  {
    name: 'the-age-of-a-row',
    base: 'duckdb-sql',
    story: 'a further column of DuckDB’s INTERVAL, and the labels’ times as its texts',
    fails: [],
    notice: /further column/,
    change: {
      'build_training.ts': [
        ['SELECT l.n, ${features} FROM labels', 'SELECT l.n, s.event AS ${table}_event, ${features} FROM labels'],
        [
          'labels.merchant_id, event_timestamp,',
          'labels.merchant_id, labels.event_timestamp::VARCHAR AS event_timestamp,',
        ],
        [
          'FROM labels ${joins',
          ', labels.event_timestamp - make_timestamptz(transactions_event) AS age FROM labels ${joins',
        ],
      ],
    },
  },
  {
    name: 'interval-of-days',
    base: 'duckdb-sql',
    story: 'INTERVAL 7 days, which DuckDB counts on the calendar of the machine’s zone',
    fails: ['M7'],
    cause: 'local_time',
    change: {
      'build_training.ts': [
        [
          's.event >= l.t - ${days}::BIGINT * 86400000000',
          's.event >= epoch_us(l.event_timestamp - INTERVAL (${days}) DAY)',
        ],
      ],
    },
  },
  {
    name: 'a-month-for-30-days',
    base: 'duckdb-sql',
    story: 'INTERVAL 1 month where the text says 30 days',
    fails: ['T1'],
    cause: 'ttl',
    change: {
      'build_training.ts': [
        [
          's.event >= l.t - ${days}::BIGINT * 86400000000',
          "s.event >= ${days === 30 ? 'epoch_us(l.event_timestamp::TIMESTAMP - INTERVAL 1 MONTH)' : `l.t - ${days}::BIGINT * 86400000000`}",
        ],
      ],
    },
  },
];
