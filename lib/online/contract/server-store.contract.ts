import { afterAll, describe } from 'vitest';

import { OwnProject } from '../../testing/own-project';
import { describeServedEqualsTrained } from '../../testing/served-equals-trained';
import { temporaryStore } from '../../testing/temporary-store';
import type { OnlineStore } from '../online-store';
import type { OpenedStore } from './online-lab';
import { describeOnlineStore } from './online-store.contract';
import type { ContractOptions } from './online-store.contract';
import { describeRacingWriters } from './racing-writers.contract';

export interface ServerStore<O> extends ContractOptions {
  /** Makes the store. featlab exports it by its own name: other processes make theirs with it. */
  readonly factory: (options: O) => OnlineStore;
  /** Plain data, as they go to other processes too. */
  readonly options: O;
  /** How many of the usual cases of served equals trained. */
  readonly share: number;
}

/**
 * All that a store on a server promises while the server is well: the contract of online stores, several writers at
 * once, and a feature store over it. What a cut network does is `describeRemoteStore`'s.
 */
export function describeServerStore<O>(name: string, { factory, options, share, ...contract }: ServerStore<O>): void {
  const open = () => factory(options);
  const inOwnProject = async (): Promise<OpenedStore> => {
    const project = new OwnProject();
    return {
      store: project.of(open()),
      reopen: async () => project.of(open()),
      cleanUp: () => project.cleanUp(open()),
      elsewhere: {
        expression: `featlab.${factory.name}(${JSON.stringify(options)})`,
        view: (view) => project.own(view),
      },
    };
  };

  describeOnlineStore(name, inOwnProject, contract);
  describeRacingWriters(name, inOwnProject);

  describe(`${name}: a feature store over it`, () => {
    const project = new OwnProject();
    const lab = temporaryStore(() => project.of(open()));
    afterAll(async () => {
      await lab.remove();
      await project.cleanUp(open());
    });
    describeServedEqualsTrained(lab, share);
  });
}
