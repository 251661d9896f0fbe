import type { WrongSubmission } from '../wrong-submission';

/** Wrong answers: E1 to M10, T1, N1, L1. */
export const VALUES: readonly WrongSubmission[] = [
  {
    name: 'serves-at-milliseconds',
    story: 'serving forgets the microseconds of --now, training does not',
    fails: ['E1'],
    cause: 'served_differs',
    change: { 'serve.ts': [['micros(args.now)', 'Math.floor(micros(args.now) / 1000) * 1000']] },
  },
  {
    name: 'serves-at-seconds',
    story: 'serving forgets the fraction of --now, training does not',
    fails: ['E1', 'M6', 'M7'],
    cause: 'served_differs',
    change: { 'serve.ts': [['micros(args.now)', 'Math.floor(micros(args.now) / 1_000_000) * 1_000_000']] },
  },
  {
    name: 'two-constants',
    story: 'both paths say the same, whatever is asked',
    fails: ['E2'],
    cause: 'wrong_value',
    change: { 'rule.ts': [['[name, row ? row.values[i] : null]', '[name, i]']] },
  },
  {
    name: 'the-same-leak-twice',
    story: 'both paths take the newest row there is, also one of the future',
    fails: ['E2'],
    cause: 'future_leak',
    change: {
      'rule.ts': [['row.event <= t && row.event >= t - view.ttl', 'row.event >= t - view.ttl']],
      'materialize.ts': [['row.event <= end && ', '']],
    },
  },
  {
    name: 'one-feature-wrong',
    story: 'one feature of one view is off in both paths: it costs its parts, not the grade',
    fails: ['E2'],
    cause: 'wrong_value',
    change: { 'rule.ts': [['.getUTCHours()', '.getUTCHours() + 1']] },
  },
  {
    name: 'vectors-of-pairs',
    story: 'a vector for each pair that ever met; others who are known get nothing',
    fails: ['E3'],
    cause: 'lookup',
    change: {
      'serve.ts': [
        [
          'const answer:',
          "const met = store.transactions?.[keyOf(VIEWS[2], ids) ?? 'none'];\n  const known = VIEWS.slice(0, 2).every((view) => store[view.name]?.[keyOf(view, ids) ?? 'none']);\n  const answer:",
        ],
        ['row && counts', 'row && (met || !known) && counts'],
      ],
    },
  },
  {
    name: 'first-row-of-the-future',
    story: 'a key without any row yet gets its first one',
    fails: ['M1'],
    cause: 'future_leak',
    change: {
      'build_training.ts': [
        [
          'Object.assign(out[i]',
          "best ??= byKey.get(keyOf(view, numbers(label)) ?? 'none')?.find((row) => row.event > t);\n    Object.assign(out[i]",
        ],
      ],
    },
  },
  {
    name: 'strictly-before',
    story: 'a row at t itself does not count, on both paths',
    fails: ['M2'],
    cause: 'boundary',
    change: {
      'rule.ts': [['row.event <= t &&', 'row.event < t &&']],
      'materialize.ts': [['row.event <= end', 'row.event < end']],
    },
  },
  {
    name: 'dates-hold-milliseconds',
    story: 'all times are read as Date: what came 1 µs after t counts',
    fails: ['M2'],
    cause: 'boundary',
    change: {
      'tables.ts': [['Number(row.event_timestamp)', 'Math.floor(Number(row.event_timestamp) / 1000) * 1000']],
      'build_training.ts': [
        ['Number(label.event_timestamp)', 'Math.floor(Number(label.event_timestamp) / 1000) * 1000'],
      ],
      'arguments.ts': [["Number(fraction.padEnd(6, '0'))", "Number(fraction.padEnd(6, '0').slice(0, 3)) * 1000"]],
    },
  },
  {
    name: 'last-in-the-file',
    story: 'training takes the last row in the file, for it is the newest, is it not',
    fails: ['M3'],
    cause: 'order_dependence',
    change: {
      'build_training.ts': [
        ['counts(view, row, t) && beats(row, best)', 'counts(view, row, t)'],
        ['beats, ', ''],
      ],
    },
  },
  {
    name: 'first-file-only',
    story: 'it reads part-0.parquet of each folder',
    fails: ['M3'],
    cause: 'order_dependence',
    change: { 'tables.ts': [["name.endsWith('.parquet')", "name.endsWith('0.parquet')"]] },
  },
  {
    name: 'labels-sorted',
    story: 'the training set comes sorted by time',
    fails: ['M4'],
    cause: 'rows_lost_or_added',
    change: {
      'build_training.ts': [
        [
          'writeTraining(args.out, out)',
          'writeTraining(args.out, out.sort((a, b) => Number(a.event_timestamp - b.event_timestamp)))',
        ],
      ],
    },
  },
  {
    name: 'labels-once',
    story: 'a label that is there twice comes out once',
    fails: ['M4'],
    cause: 'rows_lost_or_added',
    change: {
      'build_training.ts': [
        [
          'writeTraining(args.out, out)',
          'writeTraining(args.out, [...new Map(out.map((row) => [`${row.customer_id} ${row.merchant_id} ${row.event_timestamp}`, row])).values()])',
        ],
      ],
    },
  },
  {
    name: 'ids-of-32-bits',
    story: 'ids are cut to 32 bits',
    fails: ['M5'],
    cause: 'id_handling',
    change: { 'rule.ts': [["parts.join('/')", "parts.map((id) => id! | 0).join('/')"]] },
  },
  {
    name: 'ids-glued-together',
    story: '(1, 12) and (11, 2) are both 112',
    fails: ['M5'],
    cause: 'id_handling',
    change: { 'rule.ts': [["parts.join('/')", "parts.join('')"]] },
  },
  {
    name: 'no-customer-zero',
    story: 'an id of 0 is taken for none',
    fails: ['M5'],
    cause: 'id_handling',
    change: { 'rule.ts': [['parts.includes(null)', '!parts.every(Boolean)']] },
  },
  {
    name: 'hours-after-1970',
    story: '% of a negative number is negative',
    fails: ['M6'],
    cause: 'time_range',
    change: {
      'rule.ts': [['new Date(Math.floor(event / 1000)).getUTCHours()', 'Math.trunc(event / 3_600_000_000) % 24']],
    },
  },
  {
    name: 'local-hours',
    story: 'getHours instead of getUTCHours',
    fails: ['M7'],
    cause: 'local_time',
    change: { 'rule.ts': [['getUTCHours', 'getHours']] },
  },
  {
    name: 'offsets-cut-off',
    story: 'the offset of --now and --end is not read',
    fails: ['M7'],
    cause: 'local_time',
    change: { 'arguments.ts': [["iso.replace(/\\.\\d+/, '')", "iso.slice(0, 19) + 'Z'"]] },
  },
  {
    name: 'pushes-all-at-once',
    story: 'push(...rows): a call with 160,000 arguments',
    fails: ['M8'],
    cause: 'size',
    change: {
      'tables.ts': [
        [
          'return parquetReadObjects(',
          'const rows: Record<string, any>[] = [];\n  rows.push(...(await parquetReadObjects(',
        ],
        ['} as any });\n}', '} as any })));\n  return rows;\n}'],
      ],
    },
  },
  {
    name: 'first-row-groups',
    story: 'it reads the first 50,000 rows of a file',
    fails: ['M8'],
    cause: 'size',
    change: { 'tables.ts': [['file: bytes,', 'file: bytes, rowEnd: 50_000,']] },
  },
  {
    name: 'one-cache-for-all-ids',
    story: 'customer 3 and merchant 3 share a place in the cache',
    fails: ['M9'],
    cause: 'key_mixup',
    change: {
      'serve.ts': [
        ['for await', 'const cache = new Map();\nfor await'],
        [
          "const row = store[view.name]?.[keyOf(view, ids) ?? 'none'];",
          "const key = keyOf(view, ids) ?? 'none';\n    const row = cache.get(key) ?? store[view.name]?.[key];\n    if (row) cache.set(key, row);",
        ],
      ],
    },
  },
  {
    name: 'created-is-ignored',
    story: 'of two rows of one time the first is taken',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'rule.ts': [
        [
          'row.event === other.event ? row.created > other.created : row.event > other.event',
          'row.event > other.event',
        ],
      ],
    },
  },
  {
    name: 'latest-correction-wins',
    story: 'a late correction of an old row beats a newer row',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'rule.ts': [
        [
          'row.event === other.event ? row.created > other.created : row.event > other.event',
          'row.created > other.created',
        ],
      ],
    },
  },
  {
    name: 'known-by-then',
    story: 'what was not created yet at t does not count, on both paths',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'rule.ts': [['row.event <= t &&', 'row.event <= t && row.created <= t &&']],
      'materialize.ts': [['row.event <= end', 'row.event <= end && row.created <= end']],
    },
  },
  {
    name: 'lives-for-ever',
    story: 'no TTL at all',
    fails: ['T1'],
    cause: 'ttl',
    change: { 'rule.ts': [['row.event <= t && row.event >= t - view.ttl', 'row.event <= t']] },
  },
  {
    name: 'expired-at-the-ttl',
    story: 'a row as old as the TTL is taken for expired',
    fails: ['T1'],
    cause: 'ttl',
    change: { 'rule.ts': [['row.event >= t - view.ttl', 'row.event > t - view.ttl']] },
  },
  {
    name: 'expires-in-training-only',
    story: 'the store was fresh when it was made, so serving looks at no age',
    fails: ['T1'],
    cause: 'ttl',
    change: {
      'serve.ts': [
        ['row && counts(view, row, now)', 'row && row.event <= now'],
        ['counts, ', ''],
      ],
      'materialize.ts': [
        ['row.event <= end', 'counts(view, row, end)'],
        ['beats, ', 'beats, counts, '],
      ],
    },
  },
  {
    name: 'half-a-day',
    story: 'a transaction lives for twelve hours',
    fails: ['T1'],
    cause: 'ttl',
    spares: ['I2', 'P1'],
    change: { 'rule.ts': [["'hour_of_day'], ttl: DAY }", "'hour_of_day'], ttl: DAY / 2 }"]] },
  },
  {
    name: 'inner-join',
    story: 'a label for which a view has no row is left out of the training set',
    fails: ['N1'],
    cause: 'rows_lost_or_added',
    change: {
      'build_training.ts': [
        ['const out:', 'const lost = new Set<number>();\nconst out:'],
        ['Object.assign(out[i]', 'if (best === undefined) lost.add(i);\n    Object.assign(out[i]'],
        ['writeTraining(args.out, out)', 'writeTraining(args.out, out.filter((_, i) => !lost.has(i)))'],
      ],
    },
  },
  {
    name: 'null-is-0',
    story: 'a null feature becomes 0',
    fails: ['N1'],
    cause: 'null_handling',
    change: { 'tables.ts': [['hourOf(event) : numberOf(row[name])', 'hourOf(event) : (numberOf(row[name]) ?? 0)']] },
  },
  {
    name: 'unknown-is-minus-1',
    story: 'who is not known gets -1',
    fails: ['N1'],
    cause: 'null_handling',
    change: {
      'serve.ts': [
        [
          'Object.assign(answer, valuesOf(view, row && counts(view, row, now) ? row : undefined));',
          'Object.assign(answer, valuesOf(view, row && counts(view, row, now) ? row : undefined));\n    if (view.keys.length === 1 && !row) for (const name of view.columns) answer[name] = -1;',
        ],
      ],
    },
  },
  {
    name: 'fraud-hides-its-amount',
    story: 'the amount of what will turn out to be fraud is left out',
    fails: ['L1'],
    cause: 'target_leak',
    change: {
      'build_training.ts': [
        [
          'Object.assign(out[i], valuesOf(view, best));',
          'Object.assign(out[i], valuesOf(view, best));\n    if (label.is_fraud) out[i].amount = null;',
        ],
      ],
    },
  },
  {
    name: 'ids-come-back-as-text',
    story: 'the ids of an answer are texts',
    fails: ['E2'],
    cause: 'wrong_type',
    change: {
      'serve.ts': [
        [
          'const answer: Record<string, number | null> = { ...ids };',
          'const answer: Record<string, any> = { customer_id: String(customer_id), merchant_id: String(merchant_id) };',
        ],
      ],
    },
  },
  {
    name: 'floats-of-32-bits-in-training',
    story: 'training rounds to float32, serving does not',
    fails: ['E1', 'E2'],
    cause: 'served_differs',
    change: {
      'build_training.ts': [
        [
          'writeTraining(args.out, out);',
          "for (const row of out) for (const name of ['avg_purchase', 'avg_rating', 'amount']) if (row[name] != null) row[name] = Math.fround(row[name]);\nwriteTraining(args.out, out);",
        ],
      ],
    },
  },
  {
    name: 'hour-of-the-question',
    story: 'hour_of_day is that of the time asked for, not of the transaction',
    fails: ['E2'],
    cause: 'wrong_value',
    change: {
      'build_training.ts': [
        [
          'Object.assign(out[i], valuesOf(view, best));',
          "Object.assign(out[i], valuesOf(view, best));\n    if (view.name === 'transactions' && best) out[i].hour_of_day = new Date(t / 1000).getUTCHours();",
        ],
      ],
      'serve.ts': [
        [
          '  process.stdout.write',
          '  if (answer.amount !== null) answer.hour_of_day = new Date(now / 1000).getUTCHours();\n  process.stdout.write',
        ],
      ],
    },
  },
  {
    name: 'counts-of-32-bits',
    story: 'counts are cut to 32 bits',
    fails: ['M8'],
    cause: 'size',
    change: {
      'tables.ts': [
        [
          'hourOf(event) : numberOf(row[name])',
          "hourOf(event) : name.startsWith('n_') && row[name] != null ? Number(row[name]) | 0 : numberOf(row[name])",
        ],
      ],
    },
  },
  {
    name: 'nothing-below-zero',
    story: 'a value below zero is taken for its amount',
    fails: ['M8'],
    cause: 'size',
    change: {
      'tables.ts': [
        [
          'hourOf(event) : numberOf(row[name])',
          'hourOf(event) : row[name] == null ? null : Math.abs(Number(row[name]))',
        ],
      ],
    },
  },
  {
    name: 'keys-of-16-bits',
    story: 'keys are hashed to 16 bits, and two that collide are one',
    fails: ['M8'],
    cause: 'size',
    spares: ['I2', 'P1'],
    change: {
      'rule.ts': [
        [
          "parts.join('/')",
          "String([...parts.join('/')].reduce((hash, char) => (hash * 31 + char.charCodeAt(0)) % 65_536, 7))",
        ],
      ],
    },
  },
  {
    name: 'fractions-are-six-digits',
    story: '.5 of a second is read as five microseconds',
    fails: ['M7'],
    cause: 'local_time',
    change: { 'arguments.ts': [["Number(fraction.padEnd(6, '0'))", 'Number(fraction)']] },
  },
  {
    name: 'unknown-created-is-last',
    story: 'of two rows of one time the one without `created` wins',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'tables.ts': [['row.created == null ? -Infinity', 'row.created == null ? Number.MAX_SAFE_INTEGER']],
    },
  },
  {
    name: 'expired-at-the-ttl-in-serving',
    story: 'serving takes a row as old as the TTL for expired, training does not',
    fails: ['T1'],
    cause: 'ttl',
    change: {
      'serve.ts': [['row && counts(view, row, now)', 'row && counts(view, row, now) && row.event > now - view.ttl']],
    },
  },
  {
    name: 'null-is-nan-in-training',
    story: 'a feature without a value is NaN in the training set',
    fails: ['N1'],
    cause: 'null_handling',
    change: { 'write-training.ts': [['rows.map((row) => row[name] ?? null)', 'rows.map((row) => row[name] ?? NaN)']] },
  },
  {
    name: 'ttl-in-milliseconds',
    story: 'the age of a row is looked at in whole milliseconds, its time in microseconds',
    fails: ['M2'],
    cause: 'boundary',
    change: {
      'rule.ts': [['row.event >= t - view.ttl', 'Math.floor(row.event / 1000) >= Math.floor((t - view.ttl) / 1000)']],
    },
  },
  {
    name: 'ttl-in-seconds',
    story: 'the age of a row is counted in whole seconds, as date_diff does',
    fails: ['M2'],
    cause: 'boundary',
    change: {
      'rule.ts': [['row.event >= t - view.ttl', 'Math.floor(row.event / 1e6) >= Math.floor((t - view.ttl) / 1e6)']],
    },
  },
  {
    name: 'ttl-in-minutes',
    story: 'the age of a row is counted in whole minutes',
    fails: ['T1'],
    cause: 'ttl',
    change: {
      'rule.ts': [['row.event >= t - view.ttl', 'Math.floor(row.event / 6e7) >= Math.floor((t - view.ttl) / 6e7)']],
    },
  },
  {
    name: 'zero-for-what-died-since',
    story: 'the store holds what is alive at --end; for what has expired at --now serving says 0',
    fails: ['N1'],
    cause: 'null_handling',
    change: {
      'materialize.ts': [
        ['row.event <= end &&', 'counts(view, row, end) &&'],
        ['import { beats, VIEWS }', 'import { beats, counts, VIEWS }'],
      ],
      'serve.ts': [
        [
          'Object.assign(answer, valuesOf(view, row && counts(view, row, now) ? row : undefined));',
          'Object.assign(answer, valuesOf(view, row));\n    if (row && !counts(view, row, now)) for (const name of view.columns) answer[name] = 0;',
        ],
      ],
    },
  },
  {
    name: 'blocks-as-they-get-ready',
    story: 'a thousand labels at a time, and of several blocks the first is ready last',
    fails: ['M4'],
    cause: 'rows_lost_or_added',
    change: {
      'build_training.ts': [
        ['writeTraining(args.out', 'out.push(...out.splice(0, out.length > 1000 ? 1000 : 0));\nwriteTraining(args.out'],
      ],
    },
  },
  {
    name: 'created-in-milliseconds',
    story: '`created` is read as a Date: of two rows written within a millisecond the first wins',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'tables.ts': [['Number(row.created), values', 'Math.floor(Number(row.created) / 1000), values']],
    },
  },
  {
    name: 'unknown-created-is-1970',
    story: 'a null `created` is 0, and beats one from before 1970',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'tables.ts': [['row.created == null ? -Infinity : Number(row.created)', 'Number(row.created ?? 0)']],
    },
  },
  {
    name: 'nobody-is-customer-0',
    story: 'Number(null) is 0: who has no id gets what customer 0 has',
    fails: ['N1'],
    cause: 'null_handling',
    change: {
      'rule.ts': [
        ["return parts.includes(null) ? undefined : parts.join('/');", "return parts.map(Number).join('/');"],
      ],
    },
  },
  {
    name: 'hours-cut-towards-1970',
    story:
      'new Date(x / 1000) cuts a fraction off towards 0: before 1970, a microsecond before the hour is in the next',
    fails: ['M6'],
    cause: 'time_range',
    change: { 'rule.ts': [['Math.floor(event / 1000)', 'event / 1000']] },
  },
  {
    name: 'hours-rounded',
    story: 'microseconds are rounded to milliseconds: a microsecond before the hour is in the next',
    fails: ['M6'],
    cause: 'time_range',
    change: { 'rule.ts': [['Math.floor(event / 1000)', 'Math.round(event / 1000)']] },
  },
  {
    name: 'seconds-cut-towards-1970',
    story: 'whole seconds and a fraction, put together as if after 1970',
    fails: ['M6'],
    cause: 'time_range',
    change: {
      'arguments.ts': [
        ["Date.parse(iso.replace(/\\.\\d+/, '')) * 1000", 'Math.trunc(Date.parse(iso) / 1000) * 1_000_000'],
      ],
    },
  },
  {
    name: 'microseconds-before-z-only',
    story: 'the microseconds of a time with an offset are not read',
    fails: ['M7'],
    cause: 'local_time',
    change: {
      'arguments.ts': [
        [
          "const [, fraction = ''] = /\\.(\\d+)/.exec(iso) ?? [];",
          'const [, fraction] = /\\.(\\d+)Z/.exec(iso) ?? [];\n  if (fraction === undefined) return Date.parse(iso) * 1000;',
        ],
      ],
    },
  },
  {
    name: 'no-file-without-rows',
    story: 'the first row of each file is looked at, also where there is none',
    fails: ['M3'],
    cause: 'order_dependence',
    change: {
      'tables.ts': [
        [
          'for (const row of await readParquet(join(data, view.name, file))) {',
          'const all = await readParquet(join(data, view.name, file));\n    if (!Object.keys(all[0]!).includes(view.keys[0]!)) continue;\n    for (const row of all) {',
        ],
      ],
    },
  },
  {
    name: 'files-by-name',
    story: 'it reads the files that are called as those of the sample are',
    fails: ['M3'],
    cause: 'order_dependence',
    change: { 'tables.ts': [["name.endsWith('.parquet')", '/^part-\\d+\\.parquet$/.test(name)']] },
  },
  {
    name: 'nothing-below-a-millionth',
    story: 'a value that is smaller than a millionth is taken for 0',
    fails: ['M8'],
    cause: 'size',
    change: {
      'tables.ts': [
        [
          'hourOf(event) : numberOf(row[name])',
          'hourOf(event) : row[name] == null || Math.abs(Number(row[name])) > 1e-6 ? numberOf(row[name]) : 0',
        ],
      ],
    },
  },
  {
    name: 'fraud-by-key-and-time',
    story: 'is_fraud is looked up by customer, merchant and time: two labels of one purchase have one answer',
    fails: ['M4'],
    cause: 'rows_lost_or_added',
    change: {
      'build_training.ts': [
        [
          'writeTraining(args.out, out);',
          'const keyOfLabel = (row: Record<string, any>) => `${row.customer_id} ${row.merchant_id} ${row.event_timestamp}`;\nconst fraud = new Map(labels.map((label) => [keyOfLabel(label), label.is_fraud]));\nfor (const row of out) row.is_fraud = fraud.get(keyOfLabel(row));\nwriteTraining(args.out, out);',
        ],
      ],
    },
  },
  {
    name: 'ties-within-a-file',
    story: '`created` decides between rows of one file; of two files the first wins',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'rule.ts': [
        ['row.created > other.created', 'row.file === other.file && row.created > other.created'],
        ['created: number;', 'created: number;\n  file: string;'],
      ],
      'tables.ts': [['rows.push({ key, event,', 'rows.push({ key, event, file,']],
    },
  },
  {
    name: 'by-transaction-id',
    story: 'the first row of each transaction_id is kept: corrections of a transaction are lost',
    fails: ['M10'],
    cause: 'tie_break',
    change: {
      'tables.ts': [
        ['const rows: Row[] = [];', 'const rows: Row[] = [];\n  const seen = new Set<number>();'],
        [
          'const event = Number(row.event_timestamp);',
          'const event = Number(row.event_timestamp);\n      if (row.transaction_id !== undefined && seen.has(Number(row.transaction_id))) continue;\n      seen.add(Number(row.transaction_id));',
        ],
      ],
    },
  },
  {
    name: 'hour-0-is-nothing',
    story: '|| null where ?? null is meant: midnight’s hour and every other zero are null',
    fails: ['E2', 'N1'],
    cause: 'wrong_value',
    change: { 'rule.ts': [['row ? row.values[i] : null', 'row?.values[i] || null']] },
  },
  {
    name: 'midnight-is-hour-24',
    story: 'the hour is written as toLocaleTimeString has it without hourCycle: 24 at midnight',
    fails: ['E2'],
    cause: 'wrong_value',
    change: { 'rule.ts': [['.getUTCHours()', '.getUTCHours() || 24']] },
  },
  {
    name: 'by-created',
    story: 'the two time columns are swapped: a row counts from when it was written on',
    fails: ['E2'],
    cause: 'future_leak',
    change: {
      'tables.ts': [
        ['const event = Number(row.event_timestamp)', 'const event = Number(row.created ?? row.event_timestamp)'],
        ['created: row.created == null ? -Infinity : Number(row.created)', 'created: Number(row.event_timestamp)'],
      ],
    },
  },
  {
    name: 'hour-of-created',
    story: 'hour_of_day is that of the column created',
    fails: ['E2'],
    cause: 'wrong_value',
    change: { 'tables.ts': [['hourOf(event)', 'hourOf(Number(row.created ?? event))']] },
  },
  {
    name: 'one-chunk-of-labels',
    story: 'only the first 2,048 labels: what DuckDB hands out at once',
    fails: ['M8'],
    cause: 'size',
    change: {
      'build_training.ts': [['await readParquet(args.labels)', '(await readParquet(args.labels)).slice(0, 2048)']],
    },
  },
  {
    name: 'clocks-on-the-wall',
    story: 'the age of a row is counted in local time: a day of 23 hours makes it an hour older',
    fails: ['M7'],
    cause: 'local_time',
    change: {
      'rule.ts': [
        ['row.event >= t - view.ttl', 'wall(row.event) >= wall(t) - view.ttl'],
        [
          '/** Newer event,',
          'const wall = (us: number) => us - new Date(Math.floor(us / 1000)).getTimezoneOffset() * 60_000_000;\n\n/** Newer event,',
        ],
      ],
    },
  },
  {
    name: 'nobody-is-minus-one',
    story: 'an id that is null is taken for -1, which is somebody',
    fails: ['N1'],
    cause: 'null_handling',
    change: {
      'rule.ts': [["parts.includes(null) ? undefined : parts.join('/')", "parts.map((id) => id ?? -1).join('/')"]],
    },
  },
  {
    name: 'no-row-no-store',
    story: 'a table without any row up to --end is an error',
    fails: ['N1'],
    cause: 'null_handling',
    change: {
      'materialize.ts': [
        [
          'for (const row of await readTable(args.data, view)) {',
          'const rows = await readTable(args.data, view);\n  rows.filter((row) => row.event <= end).reduce((one, other) => (beats(other, one) ? other : one));\n  for (const row of rows) {',
        ],
      ],
    },
  },
];
