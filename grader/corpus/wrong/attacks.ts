import type { WrongSubmission } from '../wrong-submission';

const CONSTANTS = ['[name, row ? row.values[i] : null]', '[name, i]'] as const;
const FIRST = 'import { args';

/** What is meant to fool or to harm. Where it changes nothing, nothing fails. */
export const ATTACKS: readonly WrongSubmission[] = [
  {
    name: 'says-100',
    story: 'constants, and every way to say that all is well',
    fails: ['E2'],
    cause: 'wrong_value',
    change: {
      'rule.ts': [CONSTANTS],
      'build_training.ts': [
        [
          'writeTraining(args.out, out);',
          "writeTraining(args.out, out);\nconsole.log(JSON.stringify({ status: 'passed', score: 100 }));\nfor (const name of ['result.json', 'score.json']) writeFileSync(join(dirname(args.out), name), '{\"score\":100}');",
        ],
        [FIRST, "import { writeFileSync } from 'node:fs';\nimport { dirname, join } from 'node:path';\nimport { args"],
      ],
      'serve.ts': [['const now =', "console.log(JSON.stringify({ status: 'passed', score: 100 }));\nconst now ="]],
    },
  },
  {
    name: 'leaves-early',
    story: 'exit code 0, and nothing done',
    fails: ['E1', 'E2'],
    cause: 'crashed',
    files: { 'build_training.ts': 'process.exit(0);\n' },
  },
  {
    name: 'looks-around',
    story: 'reads environments and other processes, and trains as it should',
    fails: [],
    notice: /\/proc/,
    change: {
      'build_training.ts': [
        [FIRST, "import { readdirSync, readFileSync } from 'node:fs';\nimport { args"],
        [
          'const labels =',
          "for (const pid of readdirSync('/proc')) {\n  for (const name of ['environ', 'mem', 'maps', 'cmdline']) {\n    try {\n      const text = readFileSync(`/proc/${pid}/${name}`, 'utf8');\n      if (/seed|GRADE_SECRET|oracle/.test(text)) throw text;\n    } catch {}\n  }\n}\nconst labels =",
        ],
      ],
    },
  },
  {
    name: 'phones-home',
    story: 'asks a server for the answers, and does its own work where none is reached',
    fails: [],
    notice: /network/,
    change: {
      'build_training.ts': [
        [
          'const labels =',
          "await fetch('http://127.0.0.1:80/answers', { signal: AbortSignal.timeout(300) }).catch(() => undefined);\nconst labels =",
        ],
      ],
    },
  },
  {
    name: 'leaves-somebody-behind',
    story: 'materialize leaves a process that would change the store two seconds later',
    fails: [],
    notice: /processes/,
    change: {
      'materialize.ts': [
        [FIRST, "import { spawn } from 'node:child_process';\nimport { args"],
        [
          'const end =',
          "const later = `const parent = process.ppid; let gone = 0; setInterval(() => process.ppid !== parent && ++gone > 20 && require('fs').writeFileSync('${args.online}/store.json', '{}'), 100)`;\nspawn(process.execPath, ['-e', later], { detached: true, stdio: 'ignore' }).unref();\nconst end =",
        ],
      ],
    },
  },
  {
    name: 'fork-bomb',
    story: 'processes that start processes',
    fails: ['E1', 'E2'],
    cause: 'process_limit',
    files: {
      'build_training.ts':
        "import { spawn } from 'node:child_process';\nfor (let i = 0; i < 2; i++) spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: 'ignore' });\nsetTimeout(() => undefined, 60_000);\n",
    },
  },
  {
    name: 'eats-memory',
    story: 'more and more of it',
    fails: ['E1', 'E2'],
    cause: 'memory_limit',
    files: {
      'build_training.ts':
        'const held: Buffer[] = [];\nsetInterval(() => held.push(Buffer.alloc(50_000_000, 1)), 1);\n',
    },
  },
  {
    name: 'fills-the-disk',
    story: 'files until there is no room',
    fails: ['E1', 'E2'],
    cause: 'disk_limit',
    files: {
      'build_training.ts':
        "import { writeFileSync } from 'node:fs';\nimport { args } from './arguments.ts';\nfor (let i = 0; ; i++) writeFileSync(`${args.out}.${i}`, Buffer.alloc(10_000_000));\n",
    },
  },
  {
    name: 'floods-stdout',
    story: 'serve talks without end',
    fails: ['E1', 'E2'],
    cause: 'output_limit',
    files: {
      'serve.ts':
        "const line = 'x'.repeat(1_000_000);\nconst more = (): void => void process.stdout.write(line, more);\nmore();\n",
    },
  },
  {
    name: 'floods-stderr',
    story: 'build_training logs without end: logs are free, and a flood of them is none',
    fails: ['E1', 'E2'],
    cause: 'output_limit',
    files: {
      'build_training.ts':
        "const line = 'x'.repeat(1_000_000);\nconst more = (): void => void process.stderr.write(line, more);\nmore();\n",
    },
  },
  {
    name: 'tampers-with-prototypes',
    story: 'constants, and a runtime in which all things are equal',
    fails: ['E2'],
    cause: 'wrong_value',
    change: {
      'rule.ts': [CONSTANTS],
      'arguments.ts': [
        [
          'import { parseArgs }',
          "Object.is = () => true;\nArray.prototype.every = () => true;\nArray.prototype.some = () => false;\nObject.defineProperty(Object.prototype, 'status', { value: 'passed' });\nimport { parseArgs }",
        ],
      ],
    },
  },
  {
    name: 'html-for-a-value',
    story: 'a script in place of an amount, for whoever opens the report',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    change: {
      'serve.ts': [
        ['process.stdout.write', "answer.amount = '<script>alert(1)</script>' as any;\n  process.stdout.write"],
      ],
    },
  },
  {
    name: '=HYPERLINK("http:,,x","y")<img src=x onerror=alert(1)>',
    story: 'a folder name that is a formula and HTML; the work is right',
    fails: [],
  },
  {
    name: 'scripts-of-package-json',
    story: 'npm would run them; nothing here does',
    fails: [],
    notice: /postinstall/,
    files: { 'package.json': '{ "type": "module", "scripts": { "postinstall": "touch /tmp/was-here; exit 1" } }' },
  },
  {
    name: 'looks-its-training-set-up',
    story: 'serving reads the training set that was made before',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    change: {
      'build_training.ts': [
        [
          'writeTraining(args.out, out);',
          "writeTraining(args.out, out);\nfor (const place of ['/tmp/training.parquet', 'training.parquet']) {\n  try {\n    writeTraining(place, out);\n  } catch {}\n}",
        ],
      ],
      'serve.ts': [
        ['row && counts', "row && existsSync('/tmp/training.parquet') && counts"],
        ['import { args', "import { existsSync } from 'node:fs';\nimport { args"],
      ],
    },
  },
  {
    name: 'answers-before-it-is-asked',
    story: 'the answers of one run, printed by heart in the next',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    files: {
      'serve.ts':
        'for (let i = 0; i < 500; i++) console.log(\'{"customer_id":101,"merchant_id":501,"avg_purchase":1,"n_purchases_7d":1,"avg_rating":1,"n_disputes_30d":1,"amount":1,"hour_of_day":1}\');\n',
    },
  },
  {
    name: 'never-answers',
    story: 'serve waits, and says nothing',
    fails: ['E1', 'E2'],
    cause: 'serve_protocol',
    files: { 'serve.ts': 'setInterval(() => undefined, 1000);\n' },
  },
  {
    name: 'breaks-the-reader',
    story: 'a training set that is no Parquet file, for whoever reads it',
    fails: ['E1', 'E2'],
    cause: 'unreadable_output',
    files: {
      'build_training.ts':
        "import { writeFileSync } from 'node:fs';\nimport { args } from './arguments.ts';\nwriteFileSync(args.out, 'PAR1' + '\\xff'.repeat(5000) + 'PAR1');\n",
    },
  },
  {
    name: 'a-pipe-for-a-training-set',
    story: 'who reads it waits for ever',
    fails: ['E1', 'E2'],
    cause: 'unreadable_output',
    notice: /processes/,
    files: {
      'build_training.ts':
        "import { execFileSync } from 'node:child_process';\nimport { args } from './arguments.ts';\nexecFileSync('mkfifo', [args.out!]);\n",
    },
  },
  {
    name: 'a-device-for-a-training-set',
    story: 'a link to /dev/zero, which has no end',
    fails: ['E1', 'E2'],
    cause: 'unreadable_output',
    files: {
      'build_training.ts':
        "import { symlinkSync } from 'node:fs';\nimport { args } from './arguments.ts';\nsymlinkSync('/dev/zero', args.out!);\n",
    },
  },
  {
    name: 'a-training-set-of-holes',
    story: 'a sparse file of gigabytes, written at the last moment',
    fails: ['E1', 'E2'],
    cause: 'disk_limit',
    files: {
      'build_training.ts':
        "import { truncateSync, writeFileSync } from 'node:fs';\nimport { args } from './arguments.ts';\nfor (let i = 0; i < 20; i++) {\n  writeFileSync(`${args.out}.${i}`, 'PAR1');\n  truncateSync(`${args.out}.${i}`, 300_000_000);\n}\n",
    },
  },
  {
    name: 'a-store-of-holes-and-pipes',
    story: 'a store that is small until it is copied',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    change: {
      'materialize.ts': [
        [
          'writeStore(args.online, store);',
          "writeStore(args.online, store);\nexecFileSync('mkfifo', [`${args.online}/pipe`]);\nfor (let i = 0; i < 20; i++) {\n  writeFileSync(`${args.online}/${i}`, '');\n  truncateSync(`${args.online}/${i}`, 300_000_000);\n}",
        ],
        [
          FIRST,
          "import { execFileSync } from 'node:child_process';\nimport { truncateSync, writeFileSync } from 'node:fs';\nimport { args",
        ],
      ],
    },
  },
  {
    name: 'answers-on-the-prototype',
    story: 'the features stand under __proto__, and toString says that all is well',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    change: {
      'serve.ts': [
        [
          'process.stdout.write(`${JSON.stringify(answer)}\\n`);',
          'process.stdout.write(`{"customer_id":${customer_id},"merchant_id":${merchant_id},"__proto__":${JSON.stringify(answer)},"toString":1}\\n`);',
        ],
      ],
    },
  },
  {
    name: 'asks-by-name-and-by-socket',
    story: 'DNS, and sockets that lie in the file system',
    fails: [],
    notice: /network/,
    change: {
      'build_training.ts': [
        [
          FIRST,
          "import { lookup, resolveTxt } from 'node:dns/promises';\nimport { connect } from 'node:net';\nimport { args",
        ],
        [
          'const labels =',
          "await Promise.allSettled([lookup('example.com'), resolveTxt('example.com')]);\nfor (const path of ['/run/docker.sock', '/var/run/nscd/socket', '\\0/tmp/.X11-unix/X0']) {\n  await new Promise((done) => connect(path).on('error', done).on('connect', () => process.exit(7)));\n}\nconst labels =",
        ],
      ],
    },
  },
  {
    name: 'a-loop-of-links',
    story: 'two links that lead to one another',
    fails: ['S0'],
    cause: 'not_gradable_files',
    links: { here: 'there', there: 'here' },
  },
  {
    name: 'hooks-and-strange-names',
    story: 'a .git with hooks, names of several lines; the work is right',
    fails: [],
    files: {
      '.git/hooks/post-checkout': '#!/bin/sh\ntouch /tmp/was-here\n',
      '.git/config': '[core]\n\tfsmonitor = touch /tmp/was-here\n',
      'notes\n\u001b[31m<b>.txt': 'x',
      'node_modules.ts': 'process.exit(1);\n',
    },
  },
  {
    name: 'poisons-what-is-compiled',
    story: 'writes into the place from which Node takes compiled code, and into the kit',
    fails: [],
    change: {
      'build_training.ts': [
        [FIRST, "import { readdirSync, writeFileSync } from 'node:fs';\nimport { args"],
        [
          'const labels =',
          "for (const place of [process.env.NODE_COMPILE_CACHE ?? '', '/compiled', '/kit/dist/lib', import.meta.dirname]) {\n  try {\n    for (const name of ['x', ...readdirSync(place, { recursive: true })]) {\n      try {\n        writeFileSync(`${place}/${name}`, 'x');\n        process.exit(8);\n      } catch {}\n    }\n  } catch {}\n}\nconst labels =",
        ],
      ],
    },
  },
  {
    name: 'an-import-of-spaces',
    story: 'a comment that begins like an import and goes on for ever, for whoever looks for imports',
    fails: [],
    change: { 'serve.ts': [['const now =', `/* ${'import'.padEnd(200_000)}*/\nconst now =`]] },
  },
  {
    name: 'too-deep-to-write-down',
    story: 'JSON that can be read and not written again: who tells of it runs out of stack',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    change: {
      'serve.ts': [
        [
          'process.stdout.write(`${JSON.stringify(answer)}\\n`);',
          'process.stdout.write(`{"customer_id":1,"amount":${\'[\'.repeat(9000)}${\']\'.repeat(9000)}}\\n`);',
        ],
      ],
    },
  },
  {
    name: 'fields-without-end',
    story: 'further fields by the thousand, none of them twice: whoever keeps them all is busy for hours',
    fails: [],
    notice: /further column/,
    change: {
      'serve.ts': [
        [
          'const answer: Record<string, number | null> = {',
          'const more = Array.from({ length: 700 }, () => [`${performance.now()} ${Math.random()}`.slice(-18), 1]);\n  const answer: Record<string, number | null> = { ...Object.fromEntries(more),',
        ],
      ],
    },
  },
  {
    name: 'a-registry-of-its-own',
    story: 'definitions that have the name and not the form, written past featlab',
    fails: ['D0'],
    cause: 'apply_failed',
    change: {
      'features.ts': [
        [
          'import { entity,',
          "import Database from 'better-sqlite3';\nconst online = process.env.ONLINE_DIR ?? '';\nif (online === '/online') {\n  const db = new Database(`${online}/a.db`);\n  db.exec('CREATE TABLE IF NOT EXISTS definitions (spec TEXT)');\n  for (const joinKeys of [null, { customer_id: { toString: 1 } }, 7])\n    db.prepare('INSERT INTO definitions VALUES (?)').run(JSON.stringify({ kind: 'entity', name: 'x', joinKeys, entities: 5 }));\n  db.close();\n}\nimport { entity,",
        ],
      ],
    },
  },
  {
    name: 'folders-in-folders',
    story: 'so deep that no path leads there: what lies there cannot be counted, and hardly be removed',
    fails: ['E1', 'E2'],
    cause: 'disk_limit',
    change: {
      'build_training.ts': [
        [
          'writeTraining(args.out, out);',
          "writeTraining(args.out, out);\nprocess.chdir(dirname(args.out));\nfor (let i = 0; i < 40; i++) {\n  mkdirSync('d'.repeat(200));\n  process.chdir('d'.repeat(200));\n}",
        ],
        [FIRST, "import { mkdirSync } from 'node:fs';\nimport { dirname } from 'node:path';\nimport { args"],
      ],
    },
  },
];
