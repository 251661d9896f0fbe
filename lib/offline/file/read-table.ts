import { openParquet } from './decode';
import { GroupError } from './each-group';
import type { TableTask } from './tasks';

/** A whole file as an Arrow IPC stream. */
export async function readTable({ groups: [file] }: TableTask): Promise<Uint8Array> {
  try {
    const parquet = await openParquet(file.path);
    return (await parquet.read({ batchSize: Math.max(file.rows, 1) })).intoIPCStream();
  } catch (error) {
    throw new GroupError(file.place, error);
  }
}
