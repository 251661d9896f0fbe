/** The options that every command takes. */
export interface CommonOptions {
  /** The feature repository, as it was typed; undefined = found from the current folder. */
  readonly chdir?: string;
  /** The store's clock, as it was typed; undefined = the machine's. */
  readonly now?: string;
  readonly json?: true;
  readonly verbose?: true;
}

/** What a command has to say; notes aside (print-note.ts), it prints nothing itself. */
export interface Answer {
  /** For programs: the one document on stdout with `--json`. */
  readonly json: unknown;
  /** For people: stdout without `--json`; made only then. */
  readonly text: () => string;
  /** A check that failed, in one line, and what to do about it. The exit code is 1 then. */
  readonly failed?: { readonly problem: string; readonly fix: string };
}

/** Makes a command's action of a function that answers: `(options that all have, its own options, its arguments)`. */
export type Answering = (
  body: (common: CommonOptions, options: never, ...args: never[]) => Promise<Answer>,
) => (...given: unknown[]) => Promise<void>;
