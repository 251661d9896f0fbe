import type { Cause } from '../causes';
import type { FailureCase } from '../details';
import type { Text } from '../text';
import { rowsOf } from '../fraud/rows-of';
import type { Row } from '../fraud/world';
import { caseOf, explainMismatch } from './explain-mismatch';
import type { FormFault, Mismatch } from './judge';
import type { Trouble } from './scripts';
import type { Findings } from './trial';

export interface Failure {
  readonly cause: Cause;
  readonly message: Text;
  readonly failure: FailureCase | null;
  /** What the submission itself printed, as it stands in the message: it may be hidden data. */
  readonly said?: string;
  /** Every source row of the case's key, oldest first. */
  readonly rows?: readonly Row[];
}

/**
 * What is told of findings that are not clean: a limit that was hit, else the end of a script that left nothing, else
 * the smallest mismatch. `own` is the check's own cause, for what is no accident; where absent, the row that was used
 * decides.
 */
export function failureOf({ faults, mismatches, troubles: all }: Findings, own?: Cause): Failure {
  // A serve.ts that had to be ended because it kept silent did not end badly: it kept silent.
  const troubles = all.filter(
    ({ ended, script }) => script !== 'serve.ts' || ended.stopped !== undefined || ended.code !== null,
  );
  const killed = troubles.find(({ ended }) => ended.stopped !== undefined);
  if (killed) return troubleFailure(killed, own);
  const nothing = faults.find(({ kind }) => kind === 'rows' || kind === 'no answer');
  const [trouble] = troubles;
  if (nothing && trouble) return troubleFailure(trouble, own);
  const mismatch = smallest(mismatches);
  if (faults.length > 0) return formFailure(faults[0], own);
  if (!mismatch) throw new Error('there is nothing that failed');
  // A run that fell brings a store no further: what it serves is as old as that.
  const stale = own === 'stale_overwrite' ? troubles.find(({ script }) => script === 'materialize.ts') : undefined;
  return withCrash(mismatchFailure(mismatch, own), crashBehind(mismatch, troubles) ?? stale);
}

export function mismatchFailure(mismatch: Mismatch, own?: Cause): Failure {
  const failure = caseOf(mismatch);
  const { request, at, field, expected, got, explanation } = failure;
  const [training, serving] =
    mismatch.path === 'training' ? ['training', 'el entrenamiento'] : ['serving', 'el servicio'];
  return {
    cause: own ?? explainMismatch(mismatch).cause,
    failure,
    rows: rowsBehind(mismatch),
    message: {
      en: `asked for ${request} at ${at}, ${training} gave ${field} = ${got} instead of ${expected}${after(explanation?.en)}`,
      es: `para ${request} en ${at}, ${serving} dio ${field} = ${got} en vez de ${expected}${after(explanation?.es)}`,
    },
  };
}

/** Why nothing was served, where the run that was to store it fell. */
export function crashBehind({ path, got }: Mismatch, troubles: readonly Trouble[]): Trouble | undefined {
  const isNothing = path === 'serving' && (got === null || got === undefined);
  return isNothing ? troubles.find(({ script }) => script === 'materialize.ts') : undefined;
}

/** The failure, and the last words of what fell before. */
export function withCrash(failure: Failure, crash: Trouble | undefined): Failure {
  if (!crash) return failure;
  const { message, said = '' } = troubleFailure(crash);
  const both = (text: Text): Text => ({ en: `${text.en}. ${message.en}`, es: `${text.es}. ${message.es}` });
  const { explanation = null } = failure.failure ?? {};
  return {
    ...failure,
    said,
    message: both(failure.message),
    failure: failure.failure && { ...failure.failure, explanation: explanation ? both(explanation) : message },
  };
}

/** The key's rows in the view's table, oldest first. */
export function rowsBehind({ view, world, request }: Pick<Mismatch, 'view' | 'world' | 'request'>): readonly Row[] {
  if (!view) return [];
  return rowsOf(world, view, request).toSorted((a, b) => Number(a['event_timestamp']) - Number(b['event_timestamp']));
}

function after(text: string | undefined): string {
  return text === undefined ? '' : `: ${text}`;
}

/** The one whose key has the fewest rows: the least to look at. One with an explanation is better than one without. */
function smallest(mismatches: readonly Mismatch[]): Mismatch | undefined {
  const size = (mismatch: Mismatch): number => {
    const rows = mismatch.view ? rowsOf(mismatch.world, mismatch.view, mismatch.request).length : 0;
    // An hour says less than a value that only one row has.
    return rows + (explainMismatch(mismatch).text === null ? 1000 : 0) + (mismatch.field === 'hour_of_day' ? 500 : 0);
  };
  return mismatches.slice(0, 400).toSorted((a, b) => size(a) - size(b))[0];
}

function formFailure({ kind, what, request, path, isOfNulls = true }: FormFault, own?: Cause): Failure {
  const asked = request ? JSON.stringify(request) : '';
  const texts: Record<FormFault['kind'], readonly [Cause, Text]> = {
    rows: ['rows_lost_or_added', rowsText(what, isOfNulls)],
    column: [
      'missing_column',
      {
        en: `the ${path === 'training' ? 'training set' : 'answer'} has no ${path === 'training' ? 'column' : 'field'} ${what}`,
        es: `falta ${path === 'training' ? 'la columna' : 'el campo'} ${what} en ${path === 'training' ? 'el training set' : 'la respuesta'}`,
      },
    ],
    'no answer': ['serve_protocol', { en: `no answer to ${asked}`, es: `sin respuesta a ${asked}` }],
    'no JSON': [
      'serve_protocol',
      {
        en: `the answer to ${asked} is no JSON object: ${what}`,
        es: `la respuesta a ${asked} no es un objeto JSON: ${what}`,
      },
    ],
  };
  const [cause, message] = texts[kind];
  const isOwn = own !== undefined && !(kind === 'rows' && OF_ROWS_THAT_COUNT.includes(own));
  return { cause: isOwn ? own : cause, message, failure: null, said: kind === 'no JSON' ? what : '' };
}

/** What is asked there has labels for which no row counts: where these are lost, it is not for the rows that count. */
const OF_ROWS_THAT_COUNT: readonly Cause[] = ['future_leak', 'ttl', 'null_handling'];

/**
 * @param what `44 for 47`: rows, labels
 * @param isOfNulls are only labels without a row for which nothing counts?
 */
function rowsText(what: string, isOfNulls: boolean): Text {
  const [rows, labels] = what.split(' for ');
  const isLess = Number(rows) < Number(labels);
  const stays = isOfNulls
    ? {
        en: 'a label for which no row counts stays, with nulls',
        es: 'una etiqueta para la que no cuenta ninguna fila queda, con nulls',
      }
    : { en: 'each label has its row', es: 'cada etiqueta tiene su fila' };
  const one = {
    en: 'of the rows that match a label one counts',
    es: 'de las filas que van con una etiqueta cuenta una',
  };
  const rule = isLess ? stays : one;
  return {
    en: `the training set has ${rows} rows for ${labels} labels: ${rule.en}`,
    es: `el training set tiene ${rows} filas para ${labels} etiquetas: ${rule.es}`,
  };
}

const LIMIT_CAUSES = {
  time: 'timed_out',
  memory: 'memory_limit',
  processes: 'process_limit',
  output: 'output_limit',
  disk: 'disk_limit',
} as const satisfies Record<string, Cause>;

const LIMIT_TEXTS: Record<keyof typeof LIMIT_CAUSES, Text> = {
  time: { en: 'took too long and was ended', es: 'tardó demasiado y se lo cortó' },
  memory: { en: 'took too much memory and was ended', es: 'usó demasiada memoria y se lo cortó' },
  processes: { en: 'started too many processes and was ended', es: 'arrancó demasiados procesos y se lo cortó' },
  output: { en: 'printed too much and was ended', es: 'imprimió demasiado y se lo cortó' },
  disk: { en: 'wrote too much and was ended', es: 'escribió demasiado y se lo cortó' },
};

export function troubleFailure({ script, ended, problem }: Trouble, own?: Cause): Failure {
  if (ended.stopped) {
    const text = LIMIT_TEXTS[ended.stopped];
    return {
      cause: LIMIT_CAUSES[ended.stopped],
      message: { en: `${script} ${text.en}`, es: `${script} ${text.es}` },
      failure: null,
    };
  }
  const said = lastWords(ended.stderr);
  if (/not written yet/i.test(said)) {
    return {
      cause: 'not_written',
      message: { en: `${script}: ${said}`, es: `${script}: ${said}` },
      failure: null,
      said,
    };
  }
  if (problem === 'unreadable output') {
    const message = {
      en: `what ${script} wrote is no Parquet file that can be read`,
      es: `lo que escribió ${script} no es un Parquet legible`,
    };
    return { cause: 'unreadable_output', message, failure: null };
  }
  const end: Text =
    ended.code === null
      ? { en: 'killed', es: 'cortado' }
      : { en: `code ${String(ended.code)}`, es: `código ${String(ended.code)}` };
  return {
    cause: own ?? 'crashed',
    message: {
      en: `${script} ended (${end.en})${problem ? ' without output' : ''}: ${said || 'it said nothing'}`,
      es: `${script} terminó (${end.es})${problem ? ' sin salida' : ''}: ${said || 'no dijo nada'}`,
    },
    failure: null,
    said,
  };
}

/**
 * The failure as its student may read it: in what the submission printed, of data that is hidden from them, no number
 * and no text in quotes is left.
 */
export function withoutHidden(failure: Failure): Failure {
  const { failure: found, message, said = '' } = failure;
  if (said === '') return failure;
  const explanation = found?.explanation && masked(found.explanation, said);
  return {
    ...failure,
    message: masked(message, said),
    failure: found && { ...found, explanation: explanation ?? null },
  };
}

/** It stands at the end: what stands before may be like it. */
function masked({ en, es }: Text, said: string): Text {
  const mask = withoutValues(said);
  const [inEn, inEs] = [en, es].map((text) => {
    const at = text.lastIndexOf(said);
    return at < 0 ? text : text.slice(0, at) + mask + text.slice(at + said.length);
  });
  return { en: inEn, es: inEs };
}

/** A text of the submission's without numbers and texts in quotes: these may be hidden data. */
export function withoutValues(text: string): string {
  return text.replace(/(["'`]).*?\1/g, '$1…$1').replace(/\d+/g, '#');
}

/** The line that names the error, short: hidden data is not carried out through stderr. */
export function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const named = lines.findLast((line) => /^\s*(Uncaught )?\w*(Error|Exception)\b.*:|not written yet/.test(line));
  return (named ?? lines.at(-1) ?? '')
    .trim()
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .slice(0, 200);
}
