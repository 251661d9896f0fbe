import { afterEach, beforeEach, describe } from 'vitest';

import { describeKeys } from './keys.contract';
import { describeNewerWins } from './newer-wins.contract';
import { OnlineLab } from './online-lab';
import type { OpenedStore } from './online-lab';
import { describeValues } from './values.contract';
import { describeViews } from './views.contract';

export interface ContractOptions {
  /** How many keys are many; fewer for a stand-in that is slow. */
  readonly manyKeys?: number;
}

/** What every online store promises. `open` makes an empty one. */
export function describeOnlineStore(
  name: string,
  open: () => Promise<OpenedStore>,
  { manyKeys = 20_001 }: ContractOptions = {},
): void {
  describe(`${name}: the contract of online stores`, () => {
    const lab = new OnlineLab(open);
    beforeEach(() => lab.open());
    afterEach(() => lab.close());

    describeNewerWins(lab);
    describeKeys(lab, manyKeys);
    describeValues(lab);
    describeViews(lab);
  });
}
