import type { Example } from './example';

const online = (value: number | null, status: string): unknown => ({
  toDict: () => ({ driver_id: [1001], conv_rate: [value] }),
  statuses: () => [{ conv_rate: status }],
});
const explained = (status: string): unknown => ({ online: { status } });

export const ttlExamples: Example[] = [
  ['tooOld', [online(null, 'OUTSIDE_MAX_AGE')], [online(0.5, 'PRESENT')]],
  ['fresh', [online(0.5, 'PRESENT')], [online(null, 'OUTSIDE_MAX_AGE')]],
  [
    'boundary',
    [{ conv_rate: 'PRESENT' }, { conv_rate: 'OUTSIDE_MAX_AGE' }],
    [{ conv_rate: 'OUTSIDE_MAX_AGE' }, { conv_rate: 'OUTSIDE_MAX_AGE' }],
  ],
  ['reasons', [explained('OUTSIDE_MAX_AGE'), explained('NOT_FOUND')], [explained('PRESENT'), explained('NOT_FOUND')]],
];
