import type { Drawing } from '.';

/**
 * Each entity's value offline against its value online; the diagonal is where they are equal. Where online alone is
 * null, its cross stands below; rows without an offline value are left out.
 */
export function skewPicture(picture: {
  readonly language: 'es' | 'en';
  readonly rows: readonly { readonly offline: unknown; readonly online: unknown }[];
}): Drawing;
