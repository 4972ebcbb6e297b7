// Readers for values that models wrote: each may be missing or of the wrong kind. Pure.

export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value) => (Array.isArray(value) ? value : []);

/** A text without spaces around it; '' if it is no text. */
export const textOf = (value) => (typeof value === 'string' ? value.trim() : '');

/** A name as it is written for machines, as words: `located_in` is "located in". */
export function inWords(name) {
  return name.replace(/[_-]+/g, ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').trim().toLowerCase();
}
