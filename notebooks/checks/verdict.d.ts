/** A text in each language. */
export interface Texts {
  readonly es: string;
  readonly en: string;
}

/** How a check speaks; see verdict.js. */
export interface Verdicts {
  readonly right: (text: Texts) => void;
  readonly wrong: (refusal: { readonly what: Texts; readonly why: Texts; readonly next: Texts }) => void;
  readonly open: (refusal: {
    /** The name of the cell to fill in. */
    readonly gap: string;
    readonly what: Texts;
    readonly why: Texts;
    readonly hints: readonly Texts[];
  }) => void;
}

export function verdicts(language: 'es' | 'en'): Verdicts;
