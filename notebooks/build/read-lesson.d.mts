export type Language = 'es' | 'en';

export type State = 'starter' | 'solution';

export interface ProseCell {
  readonly kind: 'prose';
  readonly text: Readonly<Record<Language, string>>;
}

export interface CodeCell {
  readonly kind: 'code';
  /** Unique in the lesson: the cell's id in the notebook. */
  readonly name: string;
  readonly tags: readonly string[];
  /** With its gap filled in, where it has one. */
  readonly text: Readonly<Record<Language, string>>;
  /** What the student finds in a cell with a gap. */
  readonly starter?: Readonly<Record<Language, string>>;
}

export type Lesson = readonly (ProseCell | CodeCell)[];

export const LANGUAGES: readonly Language[];

export const STATES: readonly State[];

export function readLesson(text: string, file: string): Lesson;
