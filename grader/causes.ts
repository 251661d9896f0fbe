import type { Text } from './text';

export type Cause =
  | 'not_gradable_files'
  | 'broken_package'
  | 'unsupported_syntax'
  | 'missing_entry_point'
  | 'readme_incomplete'
  | 'apply_failed'
  | 'definitions_wrong'
  | 'not_written'
  | 'crashed'
  | 'timed_out'
  | 'memory_limit'
  | 'process_limit'
  | 'output_limit'
  | 'disk_limit'
  | 'unreadable_output'
  | 'missing_column'
  | 'serve_protocol'
  | 'rows_lost_or_added'
  | 'served_differs'
  | 'wrong_value'
  | 'wrong_type'
  | 'future_leak'
  | 'boundary'
  | 'lookup'
  | 'order_dependence'
  | 'id_handling'
  | 'time_range'
  | 'local_time'
  | 'size'
  | 'key_mixup'
  | 'tie_break'
  | 'ttl'
  | 'null_handling'
  | 'target_leak'
  | 'stale_overwrite'
  | 'torn_write'
  | 'shared_state'
  | 'slow'
  | 'nondeterminism'
  | 'wall_clock';

/** Why a check failed: a closed list, with the words for it. */
export const CAUSES: Readonly<Record<Cause, Text>> = {
  not_gradable_files: { en: 'files that may not be handed in', es: 'archivos que no se pueden entregar' },
  broken_package: { en: 'package.json cannot be read', es: 'package.json no se puede leer' },
  unsupported_syntax: {
    en: 'TypeScript that Node cannot run as it stands',
    es: 'TypeScript que Node no puede correr tal cual',
  },
  missing_entry_point: { en: 'a script is missing', es: 'falta un script' },
  readme_incomplete: { en: 'commands missing in the README', es: 'faltan comandos en el README' },
  apply_failed: { en: 'featlab apply fails', es: 'featlab apply falla' },
  definitions_wrong: { en: 'definitions missing or wrong', es: 'definiciones que faltan o están mal' },
  not_written: { en: 'not written yet', es: 'todavía sin escribir' },
  crashed: { en: 'a script ended with an error', es: 'un script terminó con un error' },
  timed_out: { en: 'a script took too long', es: 'un script tardó demasiado' },
  memory_limit: { en: 'too much memory', es: 'demasiada memoria' },
  process_limit: { en: 'too many processes', es: 'demasiados procesos' },
  output_limit: { en: 'too much output', es: 'demasiada salida' },
  disk_limit: { en: 'too much disk', es: 'demasiado disco' },
  unreadable_output: { en: 'the training set cannot be read', es: 'el training set no se puede leer' },
  missing_column: { en: 'a column is missing', es: 'falta una columna' },
  serve_protocol: { en: 'answers missing or not as agreed', es: 'faltan respuestas o no son como se acordó' },
  rows_lost_or_added: { en: 'rows dropped, added or in another order', es: 'filas de menos, de más o en otro orden' },
  served_differs: { en: 'served and trained differ', es: 'lo servido y lo entrenado difieren' },
  wrong_value: { en: 'a wrong value', es: 'un valor incorrecto' },
  wrong_type: { en: 'a value of the wrong type', es: 'un valor de otro tipo' },
  future_leak: { en: 'a row of the future was used', es: 'se usó una fila del futuro' },
  boundary: { en: 'the bound at t is off', es: 'el límite en t está corrido' },
  lookup: { en: 'answers were looked up, not served', es: 'las respuestas se buscaron hechas' },
  order_dependence: { en: 'depends on the order of rows or files', es: 'depende del orden de filas o archivos' },
  id_handling: { en: 'ids are not taken as they are', es: 'los ids no se toman como son' },
  time_range: { en: 'fails for other years', es: 'falla en otros años' },
  local_time: { en: 'local time instead of UTC', es: 'hora local en vez de UTC' },
  size: { en: 'fails on more data, or on greater values', es: 'falla con más datos, o con valores más grandes' },
  key_mixup: { en: 'keys of two kinds are mixed up', es: 'se confunden claves de dos tipos' },
  tie_break: { en: 'the wrong row of equal times', es: 'la fila equivocada a igual tiempo' },
  ttl: { en: 'the TTL is off', es: 'el TTL está mal' },
  null_handling: { en: 'null is not kept', es: 'null no se conserva' },
  target_leak: { en: 'the label leaks into features', es: 'la etiqueta se filtra en las features' },
  stale_overwrite: { en: 'materializing again changes the store', es: 'materializar de nuevo cambia el store' },
  torn_write: { en: 'a killed write leaves damage', es: 'una escritura cortada deja daño' },
  shared_state: { en: 'an answer depends on earlier requests', es: 'una respuesta depende de pedidos anteriores' },
  slow: { en: 'serving is slow', es: 'servir es lento' },
  nondeterminism: { en: 'other answers each time', es: 'respuestas distintas cada vez' },
  wall_clock: { en: "the machine's clock is used", es: 'se usa el reloj de la máquina' },
};
