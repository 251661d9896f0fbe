import type { Language, Lesson, State } from './read-lesson.mjs';

export function toNotebook(lesson: Lesson, language: Language, state: State): string;
