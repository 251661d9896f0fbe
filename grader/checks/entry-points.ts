/** The scripts that the interface of the homework names. */
export const ENTRY_POINTS: readonly string[] = ['build_training.ts', 'materialize.ts', 'serve.ts'];
