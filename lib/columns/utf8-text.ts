import { InputError } from '../errors';

/**
 * Bytes as the text that they are in UTF-8, without the mark that Windows' editors put first. What is not UTF-8 would
 * come out as other letters, and two keys as one.
 * @param place the file, or what else was read, for messages
 * @throws InputError for what is not UTF-8, or is longer than one text can be (about 500 million characters)
 */
export function utf8Text(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new InputError('INPUT_INVALID', `${place} is not UTF-8`, 'save it again as UTF-8', { cause: error });
    throw new InputError(
      'INPUT_INVALID',
      `${place} is too long for one text (${String(bytes.length)} bytes)`,
      'write it as Parquet, or split it',
      { cause: error },
    );
  }
}
