import { applyRows } from './apply.mjs';
import { cliRows } from './cli.mjs';
import { joinRows } from './join.mjs';
import { materializeRows } from './materialize.mjs';
import { onlineRows } from './online.mjs';
import { serverRows } from './server.mjs';
import { storeRows } from './stores.mjs';
import { warehouseRows } from './warehouses.mjs';

const GROUPS = {
  join: joinRows,
  materialize: materializeRows,
  online: onlineRows,
  server: serverRows,
  stores: storeRows,
  cli: cliRows,
  apply: applyRows,
  warehouses: warehouseRows,
};

/** These start servers, so they run only where they are named. */
const ASKED_FOR = ['stores', 'warehouses'];

/**
 * The rows that were asked for: those of the groups named, or of all that need no server, whose names are one of the other words, or have all
 * of them.
 * @param flags `{ words, full }`
 * @param setting `{ folder, python }`: where data lie, and the peers' interpreter, where they take part
 */
export function chooseRows({ words, full }, setting) {
  const named = Object.keys(GROUPS).filter((name) => words.includes(name));
  const groups = named.length > 0 ? named : Object.keys(GROUPS).filter((name) => !ASKED_FOR.includes(name));
  const rest = words.filter((word) => !(word in GROUPS)).map((word) => word.toLowerCase());
  const rows = groups.flatMap((name) => GROUPS[name]({ ...setting, full }));
  const exact = rows.filter(({ name }) => rest.includes(name.toLowerCase()));
  return exact.length > 0 ? exact : rows.filter(({ name }) => rest.every((word) => name.toLowerCase().includes(word)));
}
