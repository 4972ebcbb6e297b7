// A comparison of two texts as elements.

import { foreign } from '../dom/dom.mjs';

const MARKS = { insert: 'ins', delete: 'del' };

/** A part of a comparison. What came and went is marked by more than colour, also for screen readers: ins and del are roles. */
export function partElement({ op, text }) {
  return foreign(MARKS[op] ?? 'span', {}, text);
}
