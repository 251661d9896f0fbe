/** A column: its name, and a value for each row. */
export type NamedValues = readonly [name: string, values: readonly unknown[]];
