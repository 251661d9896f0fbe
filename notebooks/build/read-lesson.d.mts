export type Language = 'es' | 'en';

export interface ProseCell {
  readonly kind: 'prose';
  readonly text: Readonly<Record<Language, string>>;
}

export interface CodeCell {
  readonly kind: 'code';
  /** Unique in the lesson: the cell's id in the notebook. */
  readonly name: string;
  readonly tags: readonly string[];
  readonly text: Readonly<Record<Language, string>>;
}

export type Lesson = readonly (ProseCell | CodeCell)[];

export const LANGUAGES: readonly Language[];

export function readLesson(text: string, file: string): Lesson;
