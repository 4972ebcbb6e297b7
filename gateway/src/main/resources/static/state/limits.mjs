// How much text the server accepts, counted as the server counts.

/** The longest message, in bytes of UTF-8. */
const MAX_MESSAGE_BYTES = 16 * 1024;

/** The most messages that may wait for their turn. */
export const MAX_WAITING = 10;

const NEARLY = 0.8;
const fitting = new Uint8Array(MAX_MESSAGE_BYTES);

/**
 * How a message's length compares with the limit, in UTF-16 units, in most texts the characters that people see.
 *
 * @return over: how many are too many, 0 if it fits; left: about how many more of this kind fit, null while there is
 *     plenty of room
 */
export function room(text) {
  const { read, written } = new TextEncoder().encodeInto(text, fitting);
  const over = text.length - read;
  const nearly = over === 0 && written > NEARLY * MAX_MESSAGE_BYTES;
  return { over, left: nearly ? Math.floor(((MAX_MESSAGE_BYTES - written) * read) / written) : null };
}

export function fits(text) {
  return room(text).over === 0;
}
