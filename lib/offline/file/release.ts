/**
 * Gives a buffer's memory back now, not when the garbage collector comes by: decoding makes megabytes with each row
 * group, and what waits for it would grow with the history. Every view of it is empty afterwards.
 */
export function release(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer) (buffer as Transferable).transfer(0);
}

/** ECMAScript 2024; Node has it since 21. */
interface Transferable extends ArrayBuffer {
  transfer(length: number): ArrayBuffer;
}
