import { describe } from 'vitest';
import { describeCases } from './contract/cases.contract';
import { describeJoins } from './contract/join.contract';
import type { OpenLab } from './contract/offline-lab';
import { describeRefusals } from './contract/refusal.contract';
import { describeScans } from './contract/scan.contract';

/**
 * What every offline store over a database promises: the rule on worlds of ties and boundaries, every type bit for bit,
 * names and values that are hostile, refusals, and the conformance cases that a table can hold.
 * @param options.isName may this stand as a column's name in the database at all? Everything, where absent
 * @param options.isTable as a table's? What may stand as a column's, where absent
 */
export function describeOfflineStore(
  name: string,
  open: OpenLab,
  {
    isName = () => true,
    isTable = isName,
  }: { readonly isName?: (name: string) => boolean; readonly isTable?: (name: string) => boolean } = {},
): void {
  describe(name, () => {
    describeJoins(open);
    describeScans(open);
    describeRefusals(open, isName, isTable);
    describeCases(open);
  });
}
