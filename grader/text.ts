export type Language = 'en' | 'es';

/** What a person reads, in both languages of the class. */
export interface Text {
  readonly en: string;
  readonly es: string;
}
