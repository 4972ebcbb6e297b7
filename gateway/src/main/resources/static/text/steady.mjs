// A text that is being written, without its half-written end. A block never becomes a block of another kind while
// somebody looks: what cannot be known yet is not shown yet.

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/u;
/** A line of nothing but marks, or of the number of an item: nobody knows what it begins. */
const ONLY_MARKS = /^[ \t>]*(?:[-*_+=#~`|:$\\[\] \t>]*|\d{1,9}[.)]?[ \t]*)$/u;
const TABLE_RULE = /^[ \t>]*\|?[ \t]*:?-[-:| \t]*$/u;
const IN_QUOTE_OR_LIST = /^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*/u;

/** The part of a growing text that can be shown. */
export function steady(text) {
  const lines = text.split('\n');
  if (fenceOf(lines.slice(0, -1)) !== null) {
    // In code every line is as it is written, except for the one that may end it.
    return /^[ \t>]*[`~]+[ \t]*$/u.test(lines.at(-1)) ? shortened(lines, 1) : text;
  }
  if (ONLY_MARKS.test(lines.at(-1))) {
    // An empty last line changes nothing.
    return withoutHead(lines.at(-1).trim() === '' ? lines : lines.slice(0, -1), text);
  }
  return withoutHead(lines, text);
}

/** A line with bars is a table's head only if a line of dashes follows. Until then it is not shown. */
function withoutHead(lines, text) {
  const filled = lines.findLastIndex((line) => line.trim() !== '');
  const last = lines[filled] ?? '';
  const isHead = /^\|/u.test(last.replace(IN_QUOTE_OR_LIST, '')) && !isInTable(lines, filled) && filled >= lines.length - 2;
  if (isHead) {
    return lines.slice(0, filled).join('\n');
  }
  return lines.length === text.split('\n').length ? text : lines.join('\n');
}

function isInTable(lines, index) {
  for (let line = index; line > 0 && lines[line].includes('|'); line--) {
    if (TABLE_RULE.test(lines[line])) {
      return true;
    }
  }
  return false;
}

function shortened(lines, count) {
  return lines.slice(0, -count).join('\n');
}

/** The sign that ends the code in which a text ends; null if it does not end in code. */
function fenceOf(lines) {
  let open = null;
  for (const line of lines) {
    const [, sign, rest] = FENCE.exec(line.replace(IN_QUOTE_OR_LIST, '')) ?? [];
    if (open === null && sign && !(sign[0] === '`' && rest.includes('`'))) {
      open = sign;
    } else if (open !== null && sign?.startsWith(open) && rest.trim() === '') {
      open = null;
    }
  }
  return open;
}

/** A text whose code has an end, so that it does not become the code of what follows. */
export function closed(text) {
  const fence = fenceOf(text.split('\n'));
  return fence === null ? text : `${text}\n${fence}\n`;
}
