import { join } from 'node:path';

import { writeFraudData } from '../../data-gen/fraud/write-fraud-data';
import { writeDriverStats } from '../../data-gen/write-driver-stats';

/** What a new repository can begin as. */
export const TEMPLATES = ['drivers', 'fraud'] as const;
export type Template = (typeof TEMPLATES)[number];

export interface TemplateDataOptions {
  readonly end: Date;
  readonly seed?: number | undefined;
  readonly days?: number | undefined;
  /** Of the drivers' template alone. */
  readonly drivers?: number | undefined;
}

/** The data of a template: where they lie, and how they are made. */
export interface TemplateData {
  /** Relative to the repository. */
  readonly places: readonly string[];
  write(folder: string, options: TemplateDataOptions): Promise<unknown>;
}

export const TEMPLATE_DATA: Readonly<Record<Template, TemplateData>> = {
  drivers: {
    places: ['data/driver_stats.parquet'],
    write: (folder, options) => writeDriverStats(join(folder, 'data', 'driver_stats.parquet'), options),
  },
  fraud: {
    places: ['data/customer_stats', 'data/merchant_stats', 'data/transactions', 'data/labels.parquet'],
    write: (folder, { end, seed, days }) => writeFraudData({ out: join(folder, 'data'), end, seed, days }),
  },
};
