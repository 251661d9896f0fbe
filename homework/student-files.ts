import { importClosure } from './import-closure';

/** Of the homework, what students do not get; of the grader they get only what their own check imports. */
const NOT_THEIRS: readonly RegExp[] = [
  /^homework\/(solution|testing|release)\b/,
  /^homework\/(import-closure|student-files|leaks)\.ts$/,
  /^homework\/.*\.test\.ts$/,
  /^lib\/setup\/(release|grade|load|corpus|record|deep|homework-tests)\.mjs$/,
  // Where the kit's own makers check it: with the solution and the corpus.
  /^\.(ci|github)\//,
  /^lib\/setup\/commands\.test\.mjs$/,
];
/** What the grader's runs are given, beside TypeScript. */
const INSIDE = /^grader\/inside\//;

/** Which of the project's files students get. @param files paths from `root`, with `/` between their parts */
export function studentFiles(root: string, files: readonly string[]): string[] {
  const needed = new Set(importClosure(root, 'homework/cli.ts'));
  return files.filter((file) => {
    if (file.startsWith('grader/')) return needed.has(file) || INSIDE.test(file);
    return !NOT_THEIRS.some((pattern) => pattern.test(file));
  });
}

/** Those that no student may have: the reference, the oracle, the corpus, the hidden checks. */
export function secretFiles(root: string, files: readonly string[]): string[] {
  const needed = new Set(importClosure(root, 'homework/cli.ts'));
  const secret = /^(homework\/solution|grader\/(oracle|corpus|checks)|homework\/testing)\/.*\.(ts|mjs|cjs|js|py|sql)$/;
  return files.filter((file) => secret.test(file) && !needed.has(file));
}
