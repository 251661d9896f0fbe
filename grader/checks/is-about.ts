import type { Label } from '../fraud/world';
import type { Mismatch } from '../run/judge';

/** Is what was trained wrongly of one of these labels? */
export function isAbout(labels: readonly Label[]): (mismatch: Mismatch) => boolean {
  return ({ now, path, request }) =>
    path === 'training' &&
    labels.some(
      (label) =>
        label.event_timestamp === now &&
        label.customer_id === request.customer_id &&
        label.merchant_id === request.merchant_id,
    );
}
