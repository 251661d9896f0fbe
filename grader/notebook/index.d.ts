type CheckName = 'E1' | 'E2' | 'E3';

/** A wrong submission of the grader's corpus in a fresh folder. Answers the folder. */
export function cheat(name: string): string;

/** The folder of the homework's reference. */
export function reference(): string;

/** The lines of a submission's file that have the text. */
export function linesWith(folder: string, file: string, text: string): string;

/** Runs these checks of the real grader, in its sandbox where there is one, and prints what each says. */
export function grade(folder: string, only: readonly CheckName[], language: 'es' | 'en'): Promise<void>;
