// node serve.ts --online DIR --now ISO
// Contesta cada pedido con el vector del modelo en el momento `now`, solo con el online store.
import { resolve } from 'node:path';
import { readArguments } from './arguments.ts';
import { answer, requests, type Answer } from './requests.ts';

const { online, now } = readArguments('online', 'now');
const variables = { ONLINE_DIR: resolve(online) };

// TODO 4 (20 min): abrí el store de esta carpeta (import.meta.dirname), una sola vez, con estas variables y el reloj en
// `now`; contestá cada pedido con él; cerralo al final (TAREA.md, paso 4). El bucle tiene esta forma:
//
//   for await (const { customer_id, merchant_id } of requests()) {
//     const row = …; // lo que contesta el store para ese par
//     answer(row as unknown as Answer); // TypeScript no sabe qué hay en tu fila: decíselo
//   }
throw new Error('todavía sin escribir (not written yet): serve.ts, TODO 4');
