'use strict';
const { solution } = require('./solution');
const { verdicts } = require('./verdict');

/** The checks of all lessons, speaking `language` ('es' or 'en'). They print; they never throw. */
exports.checks = (language) => {
  const verdict = verdicts(language);
  const lessons = [
    require('./init'),
    require('./historical-join'),
    require('./materialize'),
    require('./ttl'),
    require('./skew'),
  ];
  const all = Object.assign({}, ...lessons.map((lesson) => lesson(verdict)));
  const printSolution = (gap) =>
    console.log(
      solution(language, gap) ?? (language === 'es' ? `no hay ejercicio ${gap}` : `there is no exercise ${gap}`),
    );
  return {
    ...Object.fromEntries(Object.entries(all).map(([name, check]) => [name, gentle(check, verdict)])),
    solution: printSolution,
  };
};

/** Where an `await` is missing, what comes is a promise. */
function notYet(wrong) {
  wrong({
    what: { es: 'eso es una promesa: el valor todavía no llegó', en: 'that is a promise: the value has not come yet' },
    why: { es: 'falta un await delante de la llamada', en: 'an await is missing in front of the call' },
    next: {
      es: 'escribí await store.… en la celda de arriba, ejecutala y después esta',
      en: 'write await store.… in the cell above, run it, then this one',
    },
  });
}

/** A value that a check cannot even look at is the student's next question, not a stack trace. */
function gentle(check, { wrong }) {
  return (...values) => {
    if (values.some((value) => typeof value?.then === 'function')) return notYet(wrong);
    try {
      check(...values);
    } catch (error) {
      const missing = values.some((value) => value === undefined || value === null);
      wrong({
        what: missing
          ? { es: 'todavía no hay nada para revisar', en: 'there is nothing to look at yet' }
          : {
              es: `no pude revisar ese valor (${error.message})`,
              en: `I could not look at that value (${error.message})`,
            },
        why: missing
          ? {
              es: 'la celda de arriba no corrió, o terminó en rojo',
              en: 'the cell above did not run, or it ended in red',
            }
          : {
              es: 'no tiene la forma que deja la celda de arriba',
              en: 'it does not have the shape that the cell above leaves',
            },
        next: {
          es: 'volvé a ejecutar las celdas desde la primera, en orden (Run > Run All Above Selected Cell), y después esta',
          en: 'run the cells from the first one in order (Run > Run All Above Selected Cell), then this one again',
        },
      });
    }
  };
}
