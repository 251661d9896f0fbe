import type { WrongSubmission } from '../wrong-submission';

const WRITES = 'writeStore(args.online, store);';

/** Right once, on a good day: I1, I2, K1, P1, D1, C1. */
export const RUNS: readonly WrongSubmission[] = [
  {
    name: 'each-run-starts-anew',
    story: 'an earlier --end takes back what a later one stored',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        ['const store = readStore(args.online);', 'const store: Store = {};'],
        ['import { readStore, writeStore }', 'import { writeStore, type Store }'],
      ],
    },
  },
  {
    name: 'from-the-last-end-on',
    story: 'a run takes what happened since the last one: late rows are never stored',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const store =',
          "const mark = join(args.online, 'mark');\nconst since = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : -Infinity;\nconst store =",
        ],
        ['row.event <= end &&', 'row.event > since && row.event <= end &&'],
        [WRITES, `${WRITES}\nif (end > since) writeFileSync(mark, String(end));`],
        [
          'import { args',
          "import { existsSync, readFileSync, writeFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport { args",
        ],
      ],
    },
  },
  {
    name: 'no-folder-is-made',
    story: 'it writes into a folder that it takes for granted: where there is none yet, every run falls',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'store.ts': [
        ['  mkdirSync(folder, { recursive: true });\n', ''],
        ['mkdirSync, ', ''],
      ],
    },
  },
  {
    name: 'unknown-created-is-a-crash',
    story: 'a row of which nobody knows when it was created ends every run',
    fails: ['M10', 'I1'],
    cause: 'tie_break',
    change: {
      'tables.ts': [
        ['created: row.created == null ? -Infinity : Number(row.created)', 'created: Number(row.created.toString())'],
      ],
    },
  },
  {
    name: 'done-before-it-is',
    story: 'it notes that it is done, then writes',
    fails: ['I2'],
    cause: 'torn_write',
    change: {
      'materialize.ts': [
        [
          'const store =',
          "mkdirSync(args.online, { recursive: true });\nconst done = join(args.online, `done-${end}-${readdirSync(join(args.data, 'customer_stats')).length}-${statSync(join(args.data, 'customer_stats', 'part-0.parquet')).size}`);\nif (existsSync(done)) process.exit(0);\nwriteFileSync(done, '');\nconst store =",
        ],
        [
          'import { args',
          "import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport { args",
        ],
      ],
    },
  },
  {
    name: 'taken-away-then-renamed',
    story: 'the new store is made beside the old one, which is removed before the new one is renamed to its place',
    fails: ['I2'],
    cause: 'torn_write',
    change: {
      'store.ts': [
        [
          "  mkdirSync(folder, { recursive: true });\n  const whole = join(folder, `store.${process.pid}.tmp`);\n  writeFileSync(whole, JSON.stringify(store));\n  renameSync(whole, join(folder, 'store.json'));",
          "  const next = `${folder}.next`;\n  rmSync(next, { recursive: true, force: true });\n  mkdirSync(next, { recursive: true });\n  writeFileSync(join(next, 'store.json'), JSON.stringify(store));\n  rmSync(folder, { recursive: true, force: true });\n  renameSync(next, folder);",
        ],
        ['renameSync, ', 'renameSync, rmSync, '],
      ],
    },
  },
  {
    name: 'a-lock-that-stays',
    story: 'who is killed leaves its lock, and nobody may write any more',
    fails: ['I2'],
    cause: 'torn_write',
    change: {
      'materialize.ts': [
        [
          'const store =',
          "mkdirSync(args.online, { recursive: true });\nconst lock = join(args.online, 'lock');\nif (existsSync(lock)) throw new Error('another run is at work');\nwriteFileSync(lock, '');\nconst store =",
        ],
        [WRITES, `${WRITES}\nrmSync(lock);`],
        [
          'import { args',
          "import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport { args",
        ],
      ],
    },
  },
  {
    name: 'answers-once',
    story: 'who asks the same again gets nothing',
    fails: ['K1'],
    cause: 'shared_state',
    change: {
      'serve.ts': [
        ['for await', 'const asked = new Set<string>();\nfor await'],
        ['const ids =', 'const again = asked.has(line);\n  asked.add(line);\n  const ids ='],
        ['row && counts', '!again && row && counts'],
      ],
    },
  },
  {
    name: 'answers-at-the-end',
    story: 'it reads all requests before it answers the first',
    fails: ['K1'],
    cause: 'serve_protocol',
    change: {
      'serve.ts': [
        [
          'process.stdout.write(`${JSON.stringify(answer)}\\n`);\n}',
          'answers.push(JSON.stringify(answer));\n}\nfor (const text of answers) console.log(text);',
        ],
        ['for await', 'const answers: string[] = [];\nfor await'],
      ],
    },
  },
  {
    name: 'chatty',
    story: 'a greeting on stdout, where answers go',
    fails: ['K1'],
    cause: 'serve_protocol',
    change: { 'serve.ts': [['const now =', "console.log('ready');\nconst now ="]] },
  },
  {
    name: 'says-what-it-does-not-know',
    story: 'a line on stdout where nothing is known of a key',
    fails: ['K1'],
    cause: 'serve_protocol',
    change: {
      'serve.ts': [
        [
          "?? 'none'];\n",
          "?? 'none'];\n    if (!row) console.log('nothing known of', view.name, customer_id, merchant_id);\n",
        ],
      ],
    },
  },
  {
    name: 'never-ends',
    story: 'a timer keeps it alive after the end of its input',
    fails: ['K1'],
    cause: 'serve_protocol',
    change: { 'serve.ts': [['const now =', 'setInterval(() => undefined, 1000);\nconst now =']] },
  },
  {
    name: 'reads-all-for-each',
    story: 'the whole store is read again for each request',
    fails: ['P1'],
    cause: 'slow',
    change: {
      'serve.ts': [
        ['const store = readStore(args.online);\n', ''],
        ['const answer:', 'const store = readStore(args.online);\n  const answer:'],
      ],
    },
  },
  {
    name: 'a-coin-is-thrown',
    story: 'a value is left out now and then',
    fails: ['D1'],
    cause: 'nondeterminism',
    change: { 'serve.ts': [['row && counts', 'Math.random() > 0.2 && row && counts']] },
  },
  {
    name: 'serves-by-the-clock',
    story: 'Date.now() instead of --now',
    fails: ['C1'],
    cause: 'wall_clock',
    change: {
      'serve.ts': [
        ['micros(args.now)', 'Date.now() * 1000'],
        ['args, micros', 'args'],
      ],
    },
  },
  {
    name: 'a-week-after-it-was-written',
    story: 'a store is thrown away a week after it was written, by the clock',
    fails: ['C1'],
    cause: 'wall_clock',
    change: {
      'materialize.ts': [[WRITES, `store.written = { at: { event: Date.now() } as any };\n${WRITES}`]],
      'serve.ts': [['row && counts', 'row && Date.now() - store.written.at.event < 7 * 86_400_000 && counts']],
    },
  },
  {
    name: 'a-file-is-read-once',
    story: 'a file whose name it knows is not read again, also where there is more in it now',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const store =',
          'const cache = join(args.online, `rows.json`);\nconst known = existsSync(cache) ? JSON.parse(readFileSync(cache, `utf8`)) : {};\nconst store =',
        ],
        ['of await readTable(args.data, view)', 'of (known[view.name] ??= await readTable(args.data, view))'],
        [
          WRITES,
          `${WRITES}\nwriteFileSync(cache + '.tmp', JSON.stringify(known));\nrenameSync(cache + '.tmp', cache);`,
        ],
        [
          'import { args',
          "import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport { args",
        ],
      ],
    },
  },
  {
    name: 'the-historical-join-again',
    story: 'the store is a copy of the tables, joined anew for each request',
    fails: ['P1'],
    cause: 'slow',
    change: {
      'materialize.ts': [
        [
          'writeStore(args.online, store);',
          'const all: Record<string, unknown> = {};\nconst upTo = Math.max(end, store.upTo?.at?.event ?? -Infinity);\nfor (const view of VIEWS) all[view.name] = (await readTable(args.data, view)).filter((row) => row.event <= upTo);\nwriteStore(args.online, { ...store, all, upTo: { at: { event: upTo } } } as any);',
        ],
      ],
      'serve.ts': [
        [
          "const row = store[view.name]?.[keyOf(view, ids) ?? 'none'];",
          'let row: Row | undefined;\n    for (const one of structuredClone((store.all as any)?.[view.name] ?? []) as Row[]) {\n      one.created ??= -Infinity;\n      if (one.key === keyOf(view, ids) && counts(view, one, now) && beats(one, row)) row = one;\n    }',
        ],
        ['import { counts, keyOf, valuesOf, VIEWS }', 'import { beats, counts, keyOf, valuesOf, VIEWS, type Row }'],
      ],
    },
  },
  {
    name: 'that-far-already',
    story: 'a run up to a time that was reached before does nothing, also where late rows came since',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const store =',
          "const mark = join(args.online, 'mark');\nif (existsSync(mark) && end <= Number(readFileSync(mark, 'utf8'))) process.exit(0);\nconst store =",
        ],
        [WRITES, `${WRITES}\nwriteFileSync(mark, String(end));`],
        [
          'import { args',
          "import { existsSync, readFileSync, writeFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport { args",
        ],
      ],
    },
  },
  {
    name: 'corrections-come-too-late',
    story: 'what is stored gives way to rows of a newer time only: a later correction of the same time is lost',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const newest = (store[view.name] ??= {});',
          'const known = (store[view.name] ??= {});\n  const newest: Record<string, any> = {};',
        ],
        [
          'newest[row.key] = row;\n  }',
          'newest[row.key] = row;\n  }\n  for (const [key, row] of Object.entries(newest)) if (!(known[key]?.event! >= row.event)) known[key] = row;',
        ],
      ],
    },
  },
  {
    name: 'unknown-comes-back-as-known',
    story: 'a row whose `created` is unknown comes back out of the store as the one created last: no correction wins',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: { 'store.ts': [['row.created ??= -Infinity', 'row.created ??= Infinity']] },
  },
  {
    name: 'end-is-not-read',
    story: 'all rows are stored, whatever --end says, and serve takes the newest up to --now',
    fails: ['M1'],
    cause: 'future_leak',
    change: {
      'materialize.ts': [
        ['const newest = (store[view.name] ??= {});', 'const all: Record<string, Row[]> = {};'],
        [
          'if (row.event <= end && beats(row, newest[row.key])) newest[row.key] = row;\n  }',
          '(all[row.key] ??= []).push(row);\n  }\n  store[view.name] = all as any;',
        ],
        ['const end = micros(args.end);\n', ''],
        ['import { args, micros }', 'import { args }'],
        ['import { beats, VIEWS }', 'import { VIEWS, type Row }'],
      ],
      'store.ts': [
        [
          'for (const row of Object.values(rows)) row.created ??= -Infinity;',
          'for (const row of Object.values(rows).flat()) row.created ??= -Infinity;',
        ],
      ],
      'serve.ts': [
        [
          "const row = store[view.name]?.[keyOf(view, ids) ?? 'none'];",
          "let row: Row | undefined;\n    for (const one of (store[view.name]?.[keyOf(view, ids) ?? 'none'] ?? []) as any as Row[])\n      if (counts(view, one, now) && beats(one, row)) row = one;",
        ],
        ['import { counts, keyOf, valuesOf, VIEWS }', 'import { beats, counts, keyOf, valuesOf, VIEWS, type Row }'],
      ],
    },
  },
  {
    name: 'copied-to-its-place',
    story: 'the store is written beside its place and copied there, and one that cannot be read is thrown away',
    fails: ['I2'],
    cause: 'torn_write',
    change: {
      'store.ts': [
        [
          "const store = JSON.parse(readFileSync(file, 'utf8')) as Store;",
          "let store: Store;\n  try {\n    store = JSON.parse(readFileSync(file, 'utf8')) as Store;\n  } catch {\n    return {};\n  }",
        ],
        [
          "renameSync(whole, join(folder, 'store.json'));",
          "copyFileSync(whole, join(folder, 'store.json'));\n  rmSync(whole);",
        ],
        [
          'existsSync, mkdirSync, readFileSync, renameSync, writeFileSync',
          'copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync',
        ],
      ],
    },
  },
  {
    name: 'starts-over-when-torn',
    story:
      'the store is written in its place, and one that cannot be read is thrown away: what a later --end stored too',
    fails: ['I2'],
    cause: 'torn_write',
    change: {
      'store.ts': [
        [
          "const store = JSON.parse(readFileSync(file, 'utf8')) as Store;",
          "let store: Store;\n  try {\n    store = JSON.parse(readFileSync(file, 'utf8')) as Store;\n  } catch {\n    return {};\n  }",
        ],
        [
          "const whole = join(folder, `store.${process.pid}.tmp`);\n  writeFileSync(whole, JSON.stringify(store));\n  renameSync(whole, join(folder, 'store.json'));",
          "writeFileSync(join(folder, 'store.json'), JSON.stringify(store));",
        ],
        ['renameSync, ', ''],
      ],
    },
  },
  {
    name: 'a-null-changes-nothing',
    story: 'what is null in the row that wins stays in the store as it was, as an upsert with COALESCE has it',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const newest = (store[view.name] ??= {});',
          'const stored = (store[view.name] ??= {});\n  const newest: Record<string, Row> = {};',
        ],
        [
          'newest[row.key] = row;\n  }',
          'newest[row.key] = row;\n  }\n  for (const [key, row] of Object.entries(newest)) {\n    const old = stored[key];\n    if (beats(row, old)) stored[key] = old ? { ...row, values: row.values.map((value, i) => value ?? old.values[i]) } : row;\n  }',
        ],
        ['import { beats, VIEWS }', 'import { beats, VIEWS, type Row }'],
      ],
    },
  },
  {
    name: 'later-runs-only-update',
    story: 'who is new after the first run is never stored',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const store = readStore(args.online);',
          'const store = readStore(args.online);\nconst isFirst = Object.keys(store).length === 0;',
        ],
        ['row.event <= end &&', '(isFirst || newest[row.key]) && row.event <= end &&'],
      ],
    },
  },
  {
    name: 'right-for-130-requests',
    story: 'from the 130th request of a session on, null',
    fails: ['P1'],
    cause: 'shared_state',
    change: {
      'serve.ts': [
        ['for await', 'let asked = 0;\nfor await'],
        ['const ids =', 'asked++;\n  const ids ='],
        ['row && counts', 'asked <= 130 && row && counts'],
      ],
    },
  },
  {
    name: 'a-week-by-another-clock',
    story: 'a store is thrown away a week after it was written, by performance.timeOrigin',
    fails: ['C1'],
    cause: 'wall_clock',
    change: {
      'materialize.ts': [[WRITES, `store.written = { at: { event: performance.timeOrigin } as any };\n${WRITES}`]],
      'serve.ts': [
        ['row && counts', 'row && performance.timeOrigin - store.written.at.event < 7 * 86_400_000 && counts'],
      ],
    },
  },
  {
    name: 'known-files-are-skipped',
    story: 'a table whose rows have not changed since the last run is passed over, whatever --end is now',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const newest = (store[view.name] ??= {});',
          "const newest = (store[view.name] ??= {});\n  const rows = await readTable(args.data, view);\n  const sum = rows.reduce((hash, row) => (hash * 31 + row.event + row.values.length) % 9_007_199_254_740, rows.length);\n  const known = (store[`${view.name} as read`] ??= {});\n  if (known.all?.event === sum) continue;\n  known.all = { key: 'all', event: sum, created: 0, values: [] };",
        ],
        ['of await readTable(args.data, view)', 'of rows'],
      ],
    },
  },
  {
    name: 'the-mark-goes-back',
    story: 'only what came since the last --end is looked at, and an earlier --end sets that back',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const store = readStore(args.online);',
          'const store = readStore(args.online);\nconst since = store.mark?.end?.event ?? -Infinity;',
        ],
        ['row.event <= end &&', 'row.event <= end && (row.event > since || row.created > since) &&'],
        [
          'writeStore(args.online, store);',
          "store.mark = { end: { key: 'end', event: end, created: 0, values: [] } };\nwriteStore(args.online, store);",
        ],
      ],
    },
  },
  {
    name: 'looks-days-back',
    story: 'each run looks at what came since the furthest --end, and nine days back for what came late',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const store = readStore(args.online);',
          'const store = readStore(args.online);\nconst last = store.mark?.end?.event ?? -Infinity;',
        ],
        ['row.event <= end &&', 'row.event <= end && row.event > last - 0.3 * VIEWS[1].ttl &&'],
        [
          'writeStore(args.online, store);',
          "store.mark = { end: { key: 'end', event: Math.max(last, end), created: 0, values: [] } };\nwriteStore(args.online, store);",
        ],
      ],
    },
  },
  {
    name: 'what-is-new-wins',
    story: 'of the rows that no run has seen the newest is stored, though what is there may be newer',
    fails: ['I1'],
    cause: 'stale_overwrite',
    change: {
      'materialize.ts': [
        [
          'const newest = (store[view.name] ??= {});',
          'const stored = (store[view.name] ??= {});\n  const seen = (store[`${view.name} seen`] ??= {});\n  const newest: Record<string, Row> = {};',
        ],
        [
          'if (row.event <= end && beats(row, newest[row.key])) newest[row.key] = row;\n  }',
          'const name = JSON.stringify(row);\n    if (row.event > end || seen[name]) continue;\n    seen[name] = row;\n    if (beats(row, newest[row.key])) newest[row.key] = row;\n  }\n  Object.assign(stored, newest);',
        ],
        ['import { beats, VIEWS }', 'import { beats, VIEWS, type Row }'],
      ],
    },
  },
  {
    name: 'a-chunk-is-a-line',
    story: 'what comes on stdin at once is taken for whole lines',
    fails: ['K1'],
    cause: 'shared_state',
    change: {
      'serve.ts': [
        [
          'for await (const line of createInterface({ input: process.stdin })) {',
          "for await (const chunk of process.stdin) for (const line of String(chunk).split('\\n').filter(Boolean)) {",
        ],
        ["import { createInterface } from 'node:readline';\n", ''],
      ],
    },
  },
];
