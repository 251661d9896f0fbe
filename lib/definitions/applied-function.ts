/**
 * Stands where a function stood, when the registry's definitions are made again: the registry keeps its fingerprint
 * alone. A class, so that nothing a user writes in a function's place is taken for one.
 */
export class AppliedFunction {
  readonly fingerprint: string;

  /** @param fingerprint as the registry has it; what is no text was tampered with */
  constructor(fingerprint: unknown) {
    if (typeof fingerprint !== 'string') throw new TypeError(`${String(fingerprint)} is no fingerprint`);
    this.fingerprint = fingerprint;
  }
}
