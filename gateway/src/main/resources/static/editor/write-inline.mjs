// Writes a paragraph's text, with its emphasis and links, as Markdown.

import { children, inlineShape, wordsOf } from './shape.mjs';

const WRAPS = ['link', 'strong', 'em', 'strike'];
/** What a backslash can be needed for. Brackets that open need none if those that close have one; `\(` and `\[` are formulas. */
const PUNCTUATION = /[!-'*-/:-@\\-`{-~]/gu;
const ENTITY = /&(?=#?\w+;)/gu;
const AFTER_NUMBER = /^(\s*\d+)\)/u;
const EDGE_SPACE = { start: /^\s+/u, end: /\s+$/u };

/**
 * How it is tried to write a text. Where no marks can express the emphasis, less is emphasised, or nothing: the words stay.
 */
const ATTEMPTS = [
  [{}, inlineShape],
  [{ plain: true }, inlineShape],
  [{ plain: true, edges: /[\s\p{P}\p{S}]/u }, wordsOf],
  [{ plain: true, wraps: ['link'] }, wordsOf],
  [{ plain: true, wraps: [] }, wordsOf],
];

/** Both signs for emphasis, because each can be wrong beside other signs. */
const EMPHASIS = ['*', '_'];

/**
 * The text as Markdown. It has as few backslashes as possible: none if it is read rightly without.
 *
 * @param block a paragraph, heading or cell
 * @param style.lineBreak how a line is broken here: "\n" if possible, or "<br>"
 * @param style.isCell whether it is in a table
 * @param isRight (markdown, see) => whether it is read as this text, seen in this way: inlineShape or wordsOf
 */
export function writeInline(block, style, isRight) {
  for (const [how, see] of ATTEMPTS) {
    const pieces = parts(block, how);
    for (const emphasis of EMPHASIS) {
      const found = sparing((escapes) => render(pieces, { ...style, emphasis, escapes }), (markdown) => isRight(markdown, see));
      if (found !== null) {
        return found;
      }
    }
  }
  return render(parts(block, { plain: true, wraps: [] }), { ...style, emphasis: '*', escapes: () => true });
}

/** The text with as few kinds of escapes as possible; null if it is never right. */
function sparing(write, isRight) {
  const kinds = new Set();
  const plain = write((kind) => kinds.add(kind) && false);
  if (isRight(plain)) {
    return plain;
  }
  const escaped = new Set(kinds);
  const current = () => write((kind) => escaped.has(kind));
  if (!isRight(current())) {
    return null;
  }
  for (const kind of kinds) {
    escaped.delete(kind);
    if (!isRight(current())) {
      escaped.add(kind);
    }
  }
  return current();
}

/**
 * The text as a list of {text}, {open} and {close}.
 *
 * @param how.plain without signs that depend on the text between them
 */
function parts(block, { plain = false, wraps = WRAPS, edges }) {
  const pieces = [];
  const nodes = plain ? children(block).map(inBrackets) : withFittingForms(children(block));
  let active = [];
  const close = (from) => {
    active.slice(from).reverse().forEach((mark) => pieces.push({ close: mark }));
    active = active.slice(0, from);
  };
  nodes.forEach((node, index) => {
    const wanted = node.marks.filter(({ type }) => wraps.includes(type.name));
    const extent = (mark) => nodes.slice(index).findIndex((next) => !mark.isInSet(next.marks)) >>> 0;
    const kept = active.findIndex((mark) => !mark.isInSet(wanted));
    close(kept < 0 ? active.length : kept);
    const opened = wanted.filter((mark) => !mark.isInSet(active)).sort((one, other) =>
      (other.type.name === 'link') - (one.type.name === 'link') || extent(other) - extent(one));
    opened.forEach((mark) => pieces.push({ open: mark }));
    active = [...active, ...opened];
    pieces.push(leaf(node, plain));
  });
  close(0);
  return withoutEdges(pieces, edges);
}

/** An address is written without brackets only as long as its text is the address. */
function withFittingForms(nodes) {
  return nodes.map((node, index) => {
    const link = linkOf(node);
    const isAlone = link && [nodes[index - 1], nodes[index + 1]].every((other) => !other || !link.isInSet(other.marks));
    const addresses = [node.text, `http://${node.text}`, `mailto:${node.text}`];
    return link?.attrs.form && !(isAlone && addresses.includes(link.attrs.href)) ? inBrackets(node) : node;
  });
}

function inBrackets(node) {
  const link = linkOf(node);
  return link?.attrs.form ? node.mark(link.type.create({ ...link.attrs, form: '' }).addToSet(link.removeFromSet(node.marks))) : node;
}

function linkOf({ marks }) {
  return marks.find(({ type }) => type.name === 'link');
}

function leaf({ type, attrs, marks, text }, isPlain) {
  const has = (name) => marks.find((mark) => mark.type.name === name);
  if (type.name === 'hard_break') {
    return { isBreak: true };
  }
  if (type.name === 'footnote') {
    return { raw: `[^${attrs.label}]` };
  }
  if (type.name === 'tick') {
    return isPlain ? { text: attrs.done ? '☑' : '☐' } : { raw: `[${attrs.done ? 'x' : ' '}]` };
  }
  if (type.name === 'image') {
    return { raw: `![${attrs.alt}](${destination(attrs)})` };
  }
  if (has('code')) {
    return { raw: code(text) };
  }
  if (has('raised')) {
    const { tag } = has('raised').attrs;
    return { raw: `<${tag}>${text}</${tag}>` };
  }
  return has('formula') && !isPlain ? { raw: text } : { text };
}

/** Emphasis must not begin or end with a space; where that does not help, not with other signs either. */
function withoutEdges(pieces, edges) {
  const list = [...pieces];
  const isEmphasis = (mark) => mark && mark.type.name !== 'link';
  for (let changed = true; changed;) {
    changed = false;
    for (let index = 0; index < list.length - 1; index++) {
      const [one, next] = [list[index], list[index + 1]];
      if (one.open && next.close === one.open) {
        list.splice(index, 2);
      } else if (isEmphasis(one.open) && edgeOf(next, 'start', edges)) {
        list.splice(index, 2, ...split(one, next, edgeOf(next, 'start', edges), false));
      } else if (isEmphasis(next.close) && edgeOf(one, 'end', edges)) {
        list.splice(index, 2, ...split(next, one, edgeOf(one, 'end', edges), true));
      } else {
        continue;
      }
      changed = true;
      break;
    }
  }
  return list;
}

/** How many characters at a side of a piece must not be in a mark. */
function edgeOf(piece, side, edges) {
  if (piece.isBreak) {
    return Infinity;
  }
  if (piece.text === undefined) {
    return 0;
  }
  const spaces = EDGE_SPACE[side].exec(piece.text)?.[0].length ?? 0;
  const character = side === 'start' ? piece.text[0] : piece.text.at(-1);
  return spaces || (edges?.test(character ?? '') ? 1 : 0);
}

/** Moves an edge of the text out of the mark. */
function split(mark, piece, count, isEnd) {
  if (count === Infinity || count >= piece.text.length) {
    return isEnd ? [mark, piece] : [piece, mark];
  }
  const { text } = piece;
  return isEnd
    ? [{ text: text.slice(0, -count) }, mark, { text: text.slice(-count) }]
    : [{ text: text.slice(0, count) }, mark, { text: text.slice(count) }];
}

function render(pieces, style) {
  const { lineBreak, emphasis } = style;
  let result = '';
  pieces.forEach((piece, index) => {
    const mark = piece.open ?? piece.close;
    if (piece.isBreak) {
      // Spaces beside a line's end are not shown.
      result = result.replace(/[ \t]+$/u, '');
      result += breakAt(pieces, index, result, lineBreak);
    } else if (mark?.type.name === 'link') {
      result += piece.open ? linkStart(mark) : linkEnd(mark);
    } else if (mark) {
      result += { strong: emphasis.repeat(2), em: emphasis, strike: '~~' }[mark.type.name];
    } else {
      const text = piece.text?.replace(/^[ \t]+/u, (spaces) => (/(?:^|\n|<br>)$/u.test(result) ? '' : spaces));
      result += piece.raw ?? escaped(text, pieces[index - 1]?.open, result, style);
    }
  });
  return result;
}

/** A new line, unless it would be empty or a person's second one. */
function breakAt(pieces, index, before, lineBreak) {
  const isAtEnd = !pieces.slice(index + 1).some(({ text, raw }) => (text ?? raw ?? '').trim() !== '');
  const isDouble = pieces[index + 1]?.isBreak || pieces[index - 1]?.isBreak;
  return isAtEnd || isDouble || /(?:^|\n)[ \t]*$/u.test(before) ? '<br>' : lineBreak;
}

/** @param escapes (kind) => whether to put a backslash before this character, in the first word of a line or elsewhere */
function escaped(text, opened, before, { escapes, isCell }) {
  if (opened?.type.name === 'link' && opened.attrs.form !== '') {
    return text;
  }
  const isStart = /(?:^|\n)[ \t]*[^\s]*$/u.test(before);
  const firstWord = isStart ? /^\s*[^\s]*/u.exec(text)[0].length : 0;
  const marked = text.replace(PUNCTUATION, (character, offset) => {
    // A bar is escaped by the table.
    const isNeeded = !(isCell && character === '|') && escapes(offset < firstWord ? `^${character}` : character);
    return isNeeded ? `\\${character}` : character;
  });
  return firstWord > 0 && AFTER_NUMBER.test(marked) && escapes('^)') ? marked.replace(AFTER_NUMBER, '$1\\)') : marked;
}

function linkStart({ attrs: { form } }) {
  return { bare: '', pointed: '<' }[form] ?? '[';
}

function linkEnd({ attrs }) {
  return { bare: '', pointed: '>' }[attrs.form] ?? `](${destination(attrs)})`;
}

function destination({ href, src = href, title }) {
  const plain = src.replace(/[<>\\]/gu, '\\$&').replace(/\n/gu, ' ');
  const isSimple = src !== '' && !/[\s()<>\\\u0000-\u001f]/u.test(src);
  return (isSimple ? src : `<${plain}>`).replace(ENTITY, '\\&') + (title ? ` "${title.replace(/["\\]/gu, '\\$&')}"` : '');
}

function code(text) {
  const longest = Math.max(0, ...(text.match(/`+/gu) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$|^ .* $/u.test(text) && text.trim() !== '' ? ' ' : '';
  return fence + padding + text + padding + fence;
}
