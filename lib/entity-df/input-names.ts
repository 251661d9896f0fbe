/** What a message calls the input: the argument's name, in words, and a row of it. */
export interface InputNames {
  readonly argument: string;
  readonly words: string;
  readonly row: string;
}
