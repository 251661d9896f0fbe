import type { Text } from './text';

/** The table of the contract, in its order. */
export const CHECK_IDS = [
  'S0',
  'R0',
  'D0',
  'E1',
  'E2',
  'E3',
  'M1',
  'M2',
  'M3',
  'M4',
  'M5',
  'M6',
  'M7',
  'M8',
  'M9',
  'M10',
  'T1',
  'N1',
  'L1',
  'I1',
  'I2',
  'K1',
  'P1',
  'D1',
  'C1',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** Points of a group, shared equally by its checks. */
export const GROUPS = { gate: 0, acceptance: 60, definitions: 15, edges: 10, rest: 15 } as const;

export type Group = keyof typeof GROUPS;

/** What is known of a check before it runs. Everything that students, reports and the rubric say of it is read here. */
export interface CheckInfo {
  readonly group: Group;
  /** It runs only where its parent passed. */
  readonly parent: CheckId | null;
  /** Is it among the student's own checks too? The others run after the submission. */
  readonly public: boolean;
  /** What must hold, in a line. */
  readonly title: Text;
  /** Where to look when it fails. */
  readonly help: Text;
}

export const CHECKS: Readonly<Record<CheckId, CheckInfo>> = {
  S0: {
    group: 'gate',
    parent: null,
    public: true,
    title: { en: 'the submission can be run', es: 'la entrega se puede ejecutar' },
    help: {
      en: 'Hand in regular files only: no links, no node_modules, no .npmrc. build_training.ts, materialize.ts and serve.ts stand in the folder itself, with only such TypeScript as Node runs as it stands (no enum, no namespace).',
      es: 'Entregá solo archivos comunes: sin enlaces, sin node_modules, sin .npmrc. build_training.ts, materialize.ts y serve.ts van en la carpeta misma, con solo el TypeScript que Node corre tal cual (sin enum, sin namespace).',
    },
  },
  R0: {
    group: 'definitions',
    parent: 'S0',
    public: true,
    title: { en: 'the README says how to run it', es: 'el README dice cómo se ejecuta' },
    help: {
      en: 'Write the three commands down as one types them: npx featlab apply, node materialize.ts …, node serve.ts …',
      es: 'Escribí los tres comandos como se tipean: npx featlab apply, node materialize.ts …, node serve.ts …',
    },
  },
  D0: {
    group: 'definitions',
    parent: 'S0',
    public: true,
    title: { en: 'featlab apply finds the definitions', es: 'featlab apply encuentra las definiciones' },
    help: {
      en: 'features.ts exports two entities and three views, with the keys, features and TTLs of the text. npx featlab feature-views list shows what yours has.',
      es: 'features.ts exporta dos entities y tres views, con las join keys, features y TTL de la consigna. npx featlab feature-views list muestra lo que tiene el tuyo.',
    },
  },
  E1: {
    group: 'acceptance',
    parent: 'S0',
    public: true,
    title: { en: 'what is served equals what was trained on', es: 'lo que se sirve es igual a lo que se entrenó' },
    help: {
      en: 'Ask both paths for the same customer, merchant and time, and look at the rows exactly at t, and one microsecond before and after it (a Date holds no microseconds).',
      es: 'Preguntá por los dos caminos por el mismo cliente, comercio y momento, y mirá las filas que caen justo en t, y un microsegundo antes y después (un Date no guarda microsegundos).',
    },
  },
  E2: {
    group: 'acceptance',
    parent: 'S0',
    public: false,
    title: { en: 'both are right', es: 'los dos son correctos' },
    help: {
      en: 'Equal is not enough: two constants are equal. Take one label and look in the tables by hand for its newest row up to t.',
      es: 'Que sean iguales no alcanza: dos constantes son iguales. Tomá una etiqueta y buscá a mano en las tablas su fila más nueva hasta t.',
    },
  },
  E3: {
    group: 'acceptance',
    parent: 'S0',
    public: false,
    title: { en: 'it serves pairs never seen together', es: 'sirve pares que nunca se vieron juntos' },
    help: {
      en: 'A customer and a merchant who never met still have their own features: keep each view by its own key, not a vector for each pair.',
      es: 'Un cliente y un comercio que nunca se cruzaron tienen igual sus features: guardá cada vista por su propia clave, no un vector por par.',
    },
  },
  M1: {
    group: 'rest',
    parent: 'S0',
    public: true,
    title: { en: 'rows of the future change nothing', es: 'las filas del futuro no cambian nada' },
    help: {
      en: 'Only rows with event_timestamp <= t may count, also where a key has no other; and in a store none that is later than its --end.',
      es: 'Solo cuentan las filas con event_timestamp <= t, aunque la clave no tenga otras; y en un store, ninguna posterior a su --end.',
    },
  },
  M2: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: {
      en: 'just after t never counts, at t and just before does',
      es: 'lo de justo después de t no cuenta; lo de t y lo de justo antes, sí',
    },
    help: {
      en: 'The bound is t itself, inclusive, to the microsecond: no <, no rounding to seconds or milliseconds; nor at t - ttl.',
      es: 'El límite es t mismo, inclusive, al microsegundo: sin <, sin redondear a segundos o milisegundos; tampoco en t - ttl.',
    },
  },
  M3: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: {
      en: 'order of rows and number of files do not matter',
      es: 'no importa el orden de las filas ni cuántos archivos hay',
    },
    help: {
      en: 'Read every Parquet file of the folder, and choose by time, never by place.',
      es: 'Leé todos los archivos Parquet de la carpeta y elegí por tiempo, nunca por posición.',
    },
  },
  M4: {
    group: 'rest',
    parent: 'S0',
    public: true,
    title: { en: 'one row for each label, in their order', es: 'una fila por etiqueta, en su orden' },
    help: {
      en: 'Labels may repeat and come in any order. No sort, no distinct, no join that multiplies.',
      es: 'Las etiquetas se pueden repetir y venir en cualquier orden. Sin ordenar, sin distinct, sin joins que multiplican.',
    },
  },
  M5: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: { en: 'ids are only names', es: 'los ids son solo nombres' },
    help: {
      en: 'Ids go from -(2^53-1) to 2^53-1, and 0 is one. Compare pairs as pairs: (1, 12) is not (11, 2).',
      es: 'Los ids van de -(2^53-1) a 2^53-1, y el 0 es uno. Compará pares como pares: (1, 12) no es (11, 2).',
    },
  },
  M6: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: { en: 'another century, the same answers', es: 'otro siglo, las mismas respuestas' },
    help: {
      en: 'Times may precede 1970 (negative numbers: % and trunc round the other way) or lie in the future of this machine.',
      es: 'Los tiempos pueden ser anteriores a 1970 (números negativos: % y trunc redondean al revés) o futuros para esta máquina.',
    },
  },
  M7: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: { en: 'the time zone of the machine does not matter', es: 'no importa la zona horaria de la máquina' },
    help: {
      en: 'hour_of_day is UTC: getUTCHours, not getHours. --now and --end may carry an offset.',
      es: 'hour_of_day es UTC: getUTCHours, no getHours. --now y --end pueden traer un offset.',
    },
  },
  M8: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: { en: 'right on much more data too', es: 'también funciona con muchos más datos' },
    help: {
      en: 'Nothing may be tuned to the sample data: number of rows, ids, row groups. push(...rows) and Math.max(...rows) break on big arrays.',
      es: 'Nada ajustado a los datos de muestra: cantidad de filas, ids, row groups. push(...filas) y Math.max(...filas) se rompen con arreglos grandes.',
    },
  },
  M9: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: { en: 'customer 7 is not merchant 7', es: 'el cliente 7 no es el comercio 7' },
    help: {
      en: 'transaction_features has both keys. One map, cache or table for ids of both kinds mixes them up.',
      es: 'transaction_features tiene las dos claves. Un solo mapa, caché o tabla para ids de los dos tipos los confunde.',
    },
  },
  M10: {
    group: 'rest',
    parent: 'M3',
    public: false,
    title: { en: 'of equal times the one created last wins', es: 'a igual tiempo gana la que se creó última' },
    help: {
      en: 'The newest event_timestamp wins, then the greatest created; a null created is the smallest. A late correction of an older row never beats a newer row. With DuckDB, see the note on it in the text.',
      es: 'Gana el event_timestamp más nuevo y después el mayor created; un created nulo es el menor. Una corrección tardía de una fila vieja nunca le gana a una más nueva. Con DuckDB, mirá su nota en la consigna.',
    },
  },
  T1: {
    group: 'edges',
    parent: 'S0',
    public: false,
    title: { en: 'alive at exactly the TTL, expired after', es: 'vive justo hasta el TTL, después expira' },
    help: {
      en: 't - ttl <= event_timestamp: exactly the TTL is alive, one microsecond more is null. On both paths; serving counts from --now.',
      es: 't - ttl <= event_timestamp: con exactamente el TTL vive, con un microsegundo más es null. En los dos caminos; al servir se cuenta desde --now.',
    },
  },
  N1: {
    group: 'edges',
    parent: 'S0',
    public: false,
    title: { en: 'unknown and null stay null', es: 'lo desconocido y lo nulo quedan null' },
    help: {
      en: 'An unknown or null key gives null in its view and leaves the others alone. The null of the winning row stays null: no 0, no older value, no dropped row.',
      es: 'Una clave desconocida o nula da null en su vista y no toca las otras. El null de la fila ganadora queda null: ni 0, ni un valor más viejo, ni una fila menos.',
    },
  },
  L1: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: { en: 'the label is no feature', es: 'la etiqueta no es una feature' },
    help: {
      en: 'Whether a transaction is fraud is known after it. is_fraud goes through untouched and into nothing else.',
      es: 'Si una transacción es fraude se sabe después. is_fraud pasa tal cual y no entra en nada más.',
    },
  },
  I1: {
    group: 'rest',
    parent: 'S0',
    public: true,
    title: {
      en: 'materialize again, in any order: the same',
      es: 'materializar otra vez, en cualquier orden: lo mismo',
    },
    help: {
      en: 'Replace a stored row only by a newer one. An earlier --end after a later one takes nothing away; what came late, or corrects a row, counts in the next run whose --end is not before it.',
      es: 'Reemplazá una fila guardada solo por una más nueva. Un --end anterior después de uno posterior no quita nada; lo que llegó tarde, o corrige una fila, cuenta en la próxima corrida cuyo --end no le sea anterior.',
    },
  },
  I2: {
    group: 'rest',
    parent: 'I1',
    public: false,
    title: {
      en: 'killed at any moment, run again: the same',
      es: 'matado en cualquier momento y corrido de nuevo: lo mismo',
    },
    help: {
      en: 'Write to a temporary file and rename, or in one transaction; note "done" only after the data. A lock or half a file left behind must not stop the next run.',
      es: 'Escribí a un archivo temporal y renombralo, o en una transacción; anotá "listo" recién después de los datos. Un lock o medio archivo que quedó no puede frenar la corrida siguiente.',
    },
  },
  K1: {
    group: 'rest',
    parent: 'S0',
    public: true,
    title: {
      en: 'an answer at once, the same for the same request',
      es: 'una respuesta enseguida, la misma para el mismo pedido',
    },
    help: {
      en: 'Answer each line before the next one comes, keep nothing between requests that changes answers, print only answers, and end when the input ends.',
      es: 'Respondé cada línea antes de que llegue la próxima, no guardes entre pedidos nada que cambie respuestas, imprimí solo respuestas y terminá cuando termina la entrada.',
    },
  },
  P1: {
    group: 'rest',
    parent: 'K1',
    public: false,
    title: { en: 'serving is quick', es: 'servir es rápido' },
    help: {
      en: 'Open the store once, look keys up by an index: no reading of files and no scan for each request.',
      es: 'Abrí el store una vez y buscá las claves por un índice: nada de leer archivos ni recorrer todo en cada pedido.',
    },
  },
  D1: {
    group: 'rest',
    parent: 'S0',
    public: true,
    title: { en: 'twice the same', es: 'dos veces lo mismo' },
    help: {
      en: 'The same input gives the same output: no chance, no race of promises, no order of a folder.',
      es: 'La misma entrada da la misma salida: sin azar, sin carreras de promesas, sin depender del orden de una carpeta.',
    },
  },
  C1: {
    group: 'rest',
    parent: 'S0',
    public: false,
    title: { en: 'the clock of the machine does not matter', es: 'no importa el reloj de la máquina' },
    help: {
      en: 'Time comes from --now and --end, never from Date.now() or new Date(). With featlab: open the store with `now`.',
      es: 'El tiempo viene de --now y --end, nunca de Date.now() o new Date(). Con featlab: abrí el store con `now`.',
    },
  },
};

/** Points of 100 that a check is worth. */
export function weightOf(id: CheckId): number {
  const { group } = CHECKS[id];
  return GROUPS[group] / CHECK_IDS.filter((other) => CHECKS[other].group === group).length;
}
