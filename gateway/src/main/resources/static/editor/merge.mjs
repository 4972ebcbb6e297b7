// Two texts in one, for a person to merge by hand: what both have once, and where they differ both, one after the other.

import { readDocument } from './read-document.mjs';

export function merged(theirs, mine) {
  const [one, other] = [theirs, mine].map((text) => readDocument(text).blocks.map(({ source }) => source));
  const common = commonLengths(one, other);
  const result = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && one[i] === other[j]) {
      result.push(one[i]);
      i++;
      j++;
    } else if (j >= other.length || (i < one.length && common[i + 1][j] >= common[i][j + 1])) {
      result.push(one[i++]);
    } else {
      result.push(other[j++]);
    }
  }
  return result.join('\n\n');
}

/** [i][j]: how many blocks the rests from i and from j have in common, in order. */
function commonLengths(one, other) {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}
