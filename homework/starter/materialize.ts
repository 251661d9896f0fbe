// node materialize.ts --data DIR --end ISO --online DIR
// Brings the newest row of each key, up to `end`, into the online store in `online`, which may not be there yet.
// It may be called again: with a later end, the same, an earlier one; and rows may have come late meanwhile.
import { readArguments } from './arguments.ts';

const { data, end, online } = readArguments('data', 'end', 'online');

// TODO 3 (20 min): open the store with its clock at `end`, apply, materialize. materialize or materializeIncremental?
throw new Error('not written yet: materialize.ts, TODO 3');
