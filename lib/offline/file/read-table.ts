import { GroupError } from './each-group';
import { openParquet } from './parquet-file';
import type { TableTask } from './tasks';

/** A whole file as an Arrow IPC stream. */
export async function readTable({ groups: [file] }: TableTask): Promise<Uint8Array> {
  try {
    const parquet = await openParquet(file.path, file.stamp);
    const stream = await parquet.readAll(file.rows);
    parquet.close();
    return stream;
  } catch (error) {
    throw new GroupError(file.place, error);
  }
}
