import type { Cause } from '../causes';
import type { FailureCase } from '../details';
import { rowsOf } from '../fraud/rows-of';
import { ageOf, isoOf } from '../fraud/micros';
import type { View } from '../fraud/views';
import type { Row } from '../fraud/world';
import type { Text } from '../text';
import type { Mismatch } from './judge';
import { brief, isSame, shown } from './values';
import type { Got } from './values';

/** A mismatch in words: which source row was used, which should have been, and what kind of fault that is. */
export interface Explanation {
  readonly cause: Cause;
  readonly text: Text | null;
}

export function explainMismatch(mismatch: Mismatch): Explanation {
  const { view, got, expected, field } = mismatch;
  if (got === undefined) return { cause: 'missing_column', text: null };
  if (expected === null && typeof got === 'object' && got !== null)
    return { cause: 'null_handling', text: inPlaceOfNull(got.odd) };
  if (typeof got === 'string' || (typeof got === 'object' && got !== null))
    return { cause: 'wrong_type', text: wrongType(mismatch) };
  if (view === undefined) return { cause: field === 'is_fraud' ? 'wrong_value' : 'rows_lost_or_added', text: null };
  const { right } = mismatch;
  if (got === null) return withheld(mismatch, right);
  const used = rowsOf(mismatch.world, view, mismatch.request).find((row) => row !== right && isSame(row[field], got));
  if (field !== 'hour_of_day' && used) return wrongRow(mismatch, view, used, right);
  if (expected === null && (got === 0 || got === -1)) return { cause: 'null_handling', text: inPlaceOfNull(got) };
  const stranger =
    field === 'hour_of_day' ? undefined : mismatch.world[view.table].find((row) => isSame(row[field], got));
  if (stranger) return { cause: 'key_mixup', text: othersRow(view, stranger) };
  if (field === 'hour_of_day' && expected !== null && right)
    return { cause: 'wrong_value', text: hours(right, expected, got) };
  return { cause: expected === null ? 'null_handling' : 'wrong_value', text: null };
}

/** The case as a report shows it. */
export function caseOf(mismatch: Mismatch): FailureCase {
  const { request, now, path, field, expected, got } = mismatch;
  const { text } = explainMismatch(mismatch);
  return {
    request: JSON.stringify(request),
    at: isoOf(now),
    path,
    field,
    expected: brief(expected),
    got: brief(got),
    explanation: text,
  };
}

const ALONG = { training: 'al entrenar', serving: 'al servir' } as const;

const timeOf = (row: Row): string => isoOf(row['event_timestamp'] as number);

function withheld({ now, path }: Mismatch, right: Row | undefined): Explanation {
  if (!right) return { cause: 'wrong_value', text: null };
  const age = ageOf(now - (right['event_timestamp'] as number));
  const en = `the row of ${timeOf(right)}, ${age} old, counts at ${isoOf(now)} and was not used in ${path}`;
  const es = `la fila de ${timeOf(right)}, de hace ${age}, cuenta en ${isoOf(now)} y no se usó ${ALONG[path]}`;
  return { cause: 'wrong_value', text: { en, es } };
}

function wrongRow({ now, path, until }: Mismatch, view: View, used: Row, right: Row | undefined): Explanation {
  const event = used['event_timestamp'] as number;
  const asked = isoOf(until < now ? until : now);
  if (event > until) {
    return {
      cause: 'future_leak',
      text: {
        en: `the row of ${timeOf(used)} was used in ${path} for a question asked at ${asked}`,
        es: `${ALONG[path]} se usó la fila de ${timeOf(used)} para una pregunta hecha en ${asked}`,
      },
    };
  }
  if (event < now - view.ttl) {
    const age = ageOf(now - event);
    return {
      cause: 'ttl',
      text: {
        en: `the row of ${timeOf(used)} was used in ${path} at ${isoOf(now)}: it is ${age} old, the TTL is ${ageOf(view.ttl)}`,
        es: `${ALONG[path]} se usó la fila de ${timeOf(used)} en ${isoOf(now)}: tiene ${age}, el TTL es ${ageOf(view.ttl)}`,
      },
    };
  }
  if (right && event === right['event_timestamp']) {
    const created = (row: Row): string => (row['created'] === null ? 'null' : isoOf(row['created']));
    return {
      cause: 'tie_break',
      text: {
        en: `two rows are of ${timeOf(used)}: the one created ${created(used)} was used in ${path}, not the one created ${created(right)}`,
        es: `hay dos filas de ${timeOf(used)}: ${ALONG[path]} se usó la creada ${created(used)} y no la creada ${created(right)}`,
      },
    };
  }
  const [newerEn, newerEs] = right
    ? [`, and there is a newer one of ${timeOf(right)}`, ` y hay una más nueva, de ${timeOf(right)}`]
    : ['', ''];
  return {
    cause: 'wrong_value',
    text: {
      en: `the row of ${timeOf(used)} was used in ${path} at ${isoOf(now)}${newerEn}`,
      es: `${ALONG[path]} se usó la fila de ${timeOf(used)} en ${isoOf(now)}${newerEs}`,
    },
  };
}

function inPlaceOfNull(got: number | bigint | string): Text {
  return {
    en: `${String(got)} stands where there is no value: it should be null`,
    es: `hay ${String(got)} donde no hay valor: debería ser null`,
  };
}

function othersRow(view: View, row: Row): Text {
  const whose = view.keys.map((key) => `${key} ${String(row[key])}`).join(', ');
  return { en: `it is a value of ${whose}, at ${timeOf(row)}`, es: `es un valor de ${whose}, de ${timeOf(row)}` };
}

function hours(row: Row, expected: Got, got: Got): Text {
  const time = timeOf(row);
  return {
    en: `the transaction of ${time} is in hour ${shown(expected)} in UTC, not ${shown(got)}`,
    es: `la transacción de ${time} es de la hora ${shown(expected)} en UTC, no ${shown(got)}`,
  };
}

function wrongType({ expected, got }: Mismatch): Text {
  const which = expected === undefined ? '' : ` (${shown(expected)})`;
  return {
    en: `${brief(got)} is not the number or null that was expected${which}`,
    es: `${brief(got)} no es el número o null que se esperaba${which}`,
  };
}
