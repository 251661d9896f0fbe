// node materialize.ts --data DIR --end ISO --online DIR
// Lleva la fila más nueva de cada clave, hasta `end`, al online store en `online`, que puede no existir todavía.
// Se puede llamar de nuevo: con un end posterior, igual o anterior; y mientras tanto pueden haber llegado filas tarde.
import { resolve } from 'node:path';
import { readArguments } from './arguments.ts';

const { data, end, online } = readArguments('data', 'end', 'online');
const variables = { DATA_DIR: resolve(data), ONLINE_DIR: resolve(online) };

// TODO 3 (20 min): abrí el store de esta carpeta (import.meta.dirname) con estas variables y el reloj en `end`, hacé
// apply, materializá, cerralo. ¿materialize o materializeIncremental? (TAREA.md, paso 3)
throw new Error('todavía sin escribir (not written yet): materialize.ts, TODO 3');
