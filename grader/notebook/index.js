'use strict';
// What the grader's notebook imports: a cheat of the corpus as a folder, and the real grader on it. Plain CommonJS with
// types beside it, because the kernel loads packages as they are.
const { mkdtempSync, readFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { CHECKS } = require('../../dist/grader/check-list.js');
const { CAUSES } = require('../../dist/grader/causes.js');
const { makeSubmission } = require('../../dist/grader/corpus/make-submission.js');
const { WRONG } = require('../../dist/grader/corpus/wrong.js');
const { gradeSubmission } = require('../../dist/grader/grade-submission.js');
const { proveIsolation } = require('../../dist/grader/sandbox/canaries.js');

const SEED = 7;
const WORDS = {
  es: { passed: 'pasó', failed: 'falló', asked: 'pedido', expected: 'esperado', got: 'obtenido' },
  en: { passed: 'passed', failed: 'failed', asked: 'asked', expected: 'expected', got: 'got' },
};

/** Sent once: the sandbox is the same for all cells. */
let proof;

exports.cheat = function cheat(name) {
  const wrong = WRONG.find((one) => one.name === name);
  if (!wrong) throw new Error(`the corpus has no ${name}; it has ${WRONG.map((one) => one.name).join(', ')}`);
  const folder = join(mkdtempSync(join(tmpdir(), 'featlab-cheat-')), name);
  makeSubmission(folder, wrong);
  return folder;
};

exports.reference = function reference() {
  return join(__dirname, '..', '..', 'homework', 'solution');
};

exports.linesWith = function linesWith(folder, file, text) {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.filter((line) => line.includes(text)).join('\n');
};

exports.grade = async function grade(folder, only, language) {
  proof ??= await proveIsolation({ allowUnsafe: true });
  const { details } = await gradeSubmission(folder, { seed: SEED, language, only, allowUnsafe: true }, proof);
  const asked = details.checks.filter(({ id }) => only.includes(id));
  console.log(asked.map((check) => describe(check, language)).join('\n'));
};

function describe(check, language) {
  const words = WORDS[language];
  const title = `${check.id} ${words[check.status] ?? check.status}: ${CHECKS[check.id].title[language]}`;
  if (check.status !== 'failed') return title;
  const { failure } = check;
  const found = failure && [
    `${words.asked} ${failure.request} ${failure.at}`,
    `${failure.field}: ${words.expected} ${failure.expected}, ${words.got} ${failure.got}`,
  ];
  return [title, `→ ${CAUSES[check.cause][language]}`, ...(found ?? [])].join('\n   ');
}
