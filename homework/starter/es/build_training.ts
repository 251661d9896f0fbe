// node build_training.ts --data DIR --labels FILE --out FILE
// El training set: para cada fila de las etiquetas, en su orden, las seis features según su momento.
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readArguments } from './arguments.ts';

const { data, labels, out } = readArguments('data', 'labels', 'out');

// El registry va en algún lado, y esta carpeta es de solo lectura: una carpeta nueva al lado de `out`, que después se va.
const scratch = await mkdtemp(join(dirname(resolve(out)), '.featlab-'));
try {
  const variables = { DATA_DIR: resolve(data), ONLINE_DIR: scratch };
  // TODO 2 (30 min): abrí el store de esta carpeta (import.meta.dirname) con estas variables, hacé apply, pedile las
  // features de las etiquetas, escribilas en `out`, cerralo (TAREA.md, paso 2).
  throw new Error('todavía sin escribir (not written yet): build_training.ts, TODO 2');
} finally {
  await rm(scratch, { recursive: true, force: true });
}
