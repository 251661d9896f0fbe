import type { Checks } from '..';

/** A check, what is right, and the mistake that a student is most likely to make. */
export type Example = [name: keyof Checks, right: unknown[], wrong: unknown[]];
