import type { Language, Lesson } from './read-lesson.mjs';

export function toNotebook(lesson: Lesson, language: Language): string;
