// Random texts of marks of all kinds, the same ones in every run.

const PIECES = ['*', '**', '***', '_', '__', '~', '~~', 'a', 'b', '字', '，', '。', '「', '”', '（', '）', ':', '"', '(', ')', ' ', '1', '$', '$$',
  '\\(', '\\)', '`', '[', '](', '](http://x.y)', '![', '<', '<br>', '<sub>', '</sub>', '>', '&amp;', 'http://a.b/c', 'h', '[^1]', '[^1]:',
  '\n', '  \n', '\n\n', '\n# ', '\n> ', '\n- ', '\n1. ', '\n\n    ', '\n```\n', '\n\n---\n', '\n\n|a|b|\n|-|-|\n|1|2|', '\n- [x] ', '\r\n\r\n', '\t'];

export function randomTexts(count, seed = 1) {
  const next = numbers(seed);
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(12) }, () => PIECES[next(PIECES.length)]).join(''));
}

/** (limit) => a number below it. */
export function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * limit);
  };
}
