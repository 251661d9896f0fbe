import { createInterface } from 'node:readline';

/** Una línea de stdin. Un id puede ser null, o uno que nadie tiene. */
export interface Request {
  readonly customer_id: number | null;
  readonly merchant_id: number | null;
}

/** La línea de stdout que la contesta: los ids del pedido y el vector del modelo. */
export interface Answer extends Request {
  readonly avg_purchase: number | null;
  readonly n_purchases_7d: number | null;
  readonly avg_rating: number | null;
  readonly n_disputes_30d: number | null;
  readonly amount: number | null;
  readonly hour_of_day: number | null;
}

/** Los pedidos a medida que llegan, hasta que termina la entrada. */
export async function* requests(): AsyncGenerator<Request> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') yield JSON.parse(line) as Request;
  }
}

/** Escribe una respuesta. Por stdout no puede salir nada más: lo que quieras ver, con `console.error`. */
export function answer(values: Answer): void {
  process.stdout.write(`${JSON.stringify(values)}\n`);
}
