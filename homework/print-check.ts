import { CAUSES } from '../grader/causes';
import { CHECKS, CHECK_IDS, weightOf, type CheckId } from '../grader/check-list';
import type { CheckDetails, FailureCase, Graded } from '../grader/details';
import type { Language, Text } from './language';
import { PUBLIC_CHECKS } from './public-checks';

const MARKS = { passed: '✓', failed: '✗', not_run: '·', error: '!' } as const;
const MARGIN = ' '.repeat(7);

/**
 * What the student sees, of `only` these checks: a line for each public check with its points; under one that failed
 * why, the smallest case, and what to try; then the points of the public part, and the one thing to do next.
 */
export function printCheck(graded: Graded, language: Language, only: readonly CheckId[] = PUBLIC_CHECKS): string {
  const say = (text: Text): string => text[language];
  const shown = graded.details.checks.filter(({ id }) => only.includes(id));
  const notices = graded.details.notices.map(({ text }) => `  ${say(text)}`);
  return [
    ...shown.flatMap((check) => checkLines(check, say)),
    ...(notices.length > 0 ? ['', say(WORDS.notices), ...notices] : []),
    '',
    ...sumLines(shown, graded, say),
  ].join('\n');
}

type Say = (text: Text) => string;

function checkLines(check: CheckDetails, say: Say): string[] {
  const points = check.status === 'not_run' ? say(WORDS.notRun) : pointsOf(check);
  const line =
    `${MARKS[check.status]} ${check.id.padEnd(4)} ${say(CHECKS[check.id].title).padEnd(58)} ${points}`.trimEnd();
  return check.status === 'failed' || check.status === 'error' ? [line, ...whyLines(check, say)] : [line];
}

/** `7.5 / 7.5`; nothing where a check carries no points. */
function pointsOf({ earned, weight }: CheckDetails): string {
  return weight === 0 ? '' : `${number(earned)} / ${number(weight)}`;
}

function number(points: number): string {
  return String(Number(points.toFixed(2)));
}

function whyLines({ cause, message, failure, id, parts, status }: CheckDetails, say: Say): string[] {
  const missed = parts.filter(({ passed }) => !passed).map(({ name }) => name);
  const isUnwritten = message.en.includes('not written yet');
  return [
    ...(cause === null ? [] : [say(CAUSES[cause])]),
    ...(failure ? caseLines(failure, say) : say(message).split('\n')),
    ...(missed.length > 0 && missed.length < parts.length ? [`${say(WORDS.parts)} ${missed.join(', ')}`] : []),
    // Of the kit's own fault its message says what to do.
    ...(status === 'error' ? [] : [`${say(WORDS.try)} ${say(isUnwritten ? WORDS.write : CHECKS[id].help)}`]),
  ].map((line) => MARGIN + line);
}

/** The smallest case: what was asked, what came, and the source row that explains it. */
function caseLines({ request, at, path, field, expected, got, explanation }: FailureCase, say: Say): string[] {
  const [one, other] = path === 'both' ? [WORDS.trained, WORDS.served] : [WORDS.expected, WORDS.got];
  return [
    `${say(WORDS.asked)} ${request} ${say(WORDS.at)} ${at}, ${say(WORDS.paths[path])}`,
    `${field}: ${say(one)} ${expected}, ${say(other)} ${got}`,
    ...(explanation ? [say(explanation)] : []),
  ];
}

function sumLines(shown: readonly CheckDetails[], { details, result }: Graded, say: Say): string[] {
  if (!result.gradable) return [say(WORDS.notGradable)];
  const sum = (of: (check: CheckDetails) => number): number => shown.reduce((total, check) => total + of(check), 0);
  const hidden = CHECK_IDS.filter((id) => !PUBLIC_CHECKS.includes(id)).reduce((total, id) => total + weightOf(id), 0);
  const isAll = shown.length === PUBLIC_CHECKS.length;
  return [
    `${number(sum(({ earned }) => earned))} / ${number(sum(({ weight }) => weight))} ${say(isAll ? WORDS.points : WORDS.pointsOf)}`,
    ...(isAll ? [say(WORDS.hidden).replace('POINTS', number(hidden))] : []),
    ...nextLine(
      shown,
      isAll,
      details.notices.some(({ kind }) => kind === 'written'),
      say,
    ),
  ];
}

/** The one thing to do now. */
function nextLine(shown: readonly CheckDetails[], isAll: boolean, hasWritten: boolean, say: Say): string[] {
  if (shown.some(({ status }) => status === 'error')) return [say(WORDS.fault)];
  const failed = shown.filter(({ status }) => status === 'failed');
  // The README is the last step.
  const next = failed.find(({ id }) => id !== 'R0') ?? failed[0];
  if (next) return [`${say(WORDS.next)} ${next.id}, ${say(CHECKS[next.id].title)}`];
  if (hasWritten) return [say(WORDS.written)];
  return isAll ? [say(WORDS.done)] : [];
}

const WORDS = {
  notRun: { en: 'not run: it waits for what failed above', es: 'no se corrió: espera a lo que falló arriba' },
  write: { en: 'write that step: HOMEWORK.md says how.', es: 'escribí ese paso: TAREA.md dice cómo.' },
  try: { en: 'try:', es: 'probá:' },
  parts: { en: 'points lost for:', es: 'puntos perdidos por:' },
  asked: { en: 'asked for', es: 'se pidió' },
  at: { en: 'at', es: 'en' },
  expected: { en: 'expected', es: 'se esperaba' },
  got: { en: 'got', es: 'vino' },
  trained: { en: 'trained', es: 'se entrenó' },
  served: { en: 'served', es: 'se sirvió' },
  paths: {
    training: { en: 'in the training set', es: 'en el training set' },
    serving: { en: 'when serving', es: 'al servir' },
    both: { en: 'on both paths', es: 'por los dos caminos' },
  },
  notices: { en: 'Seen too:', es: 'También se vio:' },
  points: { en: 'points of the public part', es: 'puntos de la parte pública' },
  pointsOf: { en: 'points of these checks', es: 'puntos de estos chequeos' },
  hidden: {
    en: 'The other POINTS points are earned by checks that run after you hand in, on data that you do not have.',
    es: 'Los otros POINTS puntos los dan chequeos que corren después de la entrega, con datos que no tenés.',
  },
  notGradable: {
    en: 'As it is, it cannot be graded: mend S0 first.',
    es: 'Así como está no se puede corregir: primero arreglá S0.',
  },
  next: { en: 'Next:', es: 'Lo próximo:' },
  fault: {
    en: 'Where it says “!” the kit failed, not you: mend what is said there (npm run doctor, in the kit’s folder, looks for more), and run the check again.',
    es: 'Donde dice “!” falló el kit, no vos: arreglá lo que dice ahí (npm run doctor, en la carpeta del kit, busca si hay más), y corré el chequeo de nuevo.',
  },
  written: {
    en: 'Next: write into no folder but those named above; as it is, that script would fall when it is graded.',
    es: 'Lo próximo: no escribas en otra carpeta que las nombradas arriba; así como está, ese script se caería al corregir.',
  },
  done: {
    en: 'All of the public part is there. It has not tried nulls, bounds of a TTL, another time zone or clock, kills, much more data, nor a machine where only --online, --out and the temporary folder can be written, and serving finds nothing but its store: read the rules and the rubric for these. Then hand in: git add -A, commit, git push.',
    es: 'La parte pública está completa. No probó nulos, el borde del TTL, otra zona horaria, el reloj de la máquina, cortes, muchos más datos, ni una máquina donde solo se puede escribir en --online, --out y la carpeta temporal, y al servir no hay más que el store: releé las reglas y la rúbrica por eso. Después entregá: git add -A, commit, git push.',
  },
} as const;
