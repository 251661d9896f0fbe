import { Option } from 'commander';
import type { Command } from 'commander';

import { InputError } from '../errors';
import type { FeatureRequest } from '../refs';

/** Which features, as typed: references or a service. */
export interface FeatureFlags {
  readonly features?: readonly string[];
  readonly featureService?: string;
  readonly fullFeatureNames?: true;
}

export function withFeatureOptions(command: Command): Command {
  return command
    .option('--features <view:feature...>', 'the features, in this order')
    .addOption(new Option('--feature-service <name>', 'those of a feature service').conflicts('features'))
    .option('--full-feature-names', 'name the columns view__feature');
}

/** @throws InputError where neither is there */
export function featureRequest({ features, featureService }: FeatureFlags): FeatureRequest {
  if (featureService !== undefined) return { featureService };
  if (features) return features;
  throw new InputError(
    'INPUT_INVALID',
    'which features is not said',
    'add --features VIEW:FEATURE … or --feature-service NAME',
  );
}
