import type { ErrorCode } from '../errors';
import texts from './error-help.json';

/** What one meets, why, and how to get out of it. */
export interface ErrorHelp {
  /** How its message begins. */
  readonly sign: string;
  readonly cause: string;
  readonly fix: string;
}

export const HELP_LANGUAGES = ['en', 'es'] as const;

export type HelpLanguage = (typeof HELP_LANGUAGES)[number];

/** For every code, in each language. */
export const ERROR_HELP: Readonly<Record<ErrorCode, Readonly<Record<HelpLanguage, ErrorHelp>>>> = texts;
