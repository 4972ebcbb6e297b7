// The Markdown of articles and replies, as docs/markdown.md describes it. The module `markdown` reads the same dialect in
// Java, for the HTML export and the count. Change both together, and the table that tests both.

import '../webjars/markdown-it/dist/markdown-it.min.js';

/** The deepest nesting of blocks. Deeper blocks are text: nobody writes them, and the call stack is limited. */
const MAX_DEPTH = 50;
const MAX_FORMULA = 1000;
const MAX_IMAGES_IN_IMAGES = 3;

const WIDE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u3000-\u303f\u30fb\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef`;
// Chinese shares its quotation marks, dashes and dots with other languages.
const BESIDE_WIDE = new RegExp(`[${WIDE}‘’“”…—·]`, 'u');
const MARK = /[\p{P}\p{S}]/u;
const SPACE = /[\p{Zs}\t\n\f\r]/u;
const ADDRESS = new RegExp(
  String.raw`(?:https?:\/\/|www\.)(?![${WIDE}])[\p{L}\p{N}](?:(?![${WIDE}])[!#-;=?-Z_a-z~\p{L}\p{M}\p{N}])*`, 'iuy');
const POINTED_ADDRESS = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/iuy;
const POINTED_EMAIL = /<([a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*)>/iuy;
const LINE_BREAK = /<br ?\/?>/iuy;
const RAISED = /<(sub|sup)>([^<>\n]+)<\/\1>/uy;
const FOOTNOTE = /\[\^([\p{L}\p{N}_-]{1,40})\]/uy;
const SENTENCE_MARK = /[，。：；！？、]/u;
const TICK = /^\[([ xX])\](?=[ \t]+[^ \t\n])/u;
// A scheme that is known to be harmless, or no scheme.
const SAFE_LINK = /^(?:https?:|mailto:|[^:/?#]*(?:[/?#]|$))/iu;
// Not a character: Java uses it internally.
const RESERVED = /\ufdd0/gu;

const md = globalThis.markdownit({ html: false, breaks: true, xhtmlOut: true, maxNesting: 100 });
md.disable(['autolink', 'code', 'html_block', 'html_inline', 'linkify', 'reference', 'strikethrough', 'table']);
md.inline.ruler2.enable('strikethrough');
md.validateLink = isSafeLink;
md.normalizeLink = (url) => url;

/**
 * A text as HTML, one string for each of its blocks, and the line in which each begins. It contains the whole text:
 * everything that is not a mark is shown as written, also tags.
 */
export function readBlocks(markdown) {
  return readTokens(markdown).map((tokens) => ({ html: md.renderer.render(tokens, md.options, {}), line: tokens[0].map[0] }));
}

/** The tokens of markdown-it, a list for each block. What comes from an image or a tick says so in its `meta`. */
export function readTokens(markdown) {
  const tokens = md.parse(markdown.replace(RESERVED, ''), {});
  const blocks = [];
  let first = 0;
  let depth = 0;
  tokens.forEach(({ nesting }, index) => {
    depth += nesting;
    if (depth === 0) {
      blocks.push(tokens.slice(first, index + 1));
      first = index + 1;
    }
  });
  return blocks;
}

/** Whether a link may lead there. */
export function isSafeLink(href) {
  return SAFE_LINK.test(href);
}

function match(pattern, { src, pos }) {
  pattern.lastIndex = pos;
  return pattern.exec(src);
}

/** A rule of the library, taken from a fresh parser. */
function ruleOf(ruler, name) {
  ruler.enableOnly(name);
  return ruler.getRules('')[0];
}

function push(state, type, content) {
  const token = state.push(type, '', 0);
  token.content = content;
  return token;
}

function pushLink(state, href, text, form) {
  if (state.linkLevel > 0) {
    push(state, 'text', text);
    return;
  }
  const open = state.push('link_open', 'a', 1);
  open.attrs = [['href', href]];
  open.meta = { form };
  push(state, 'text', text);
  state.push('link_close', 'a', -1);
}

/** An inline rule: `read` returns what is at the position, as `{ length, show }`, or null. */
function inlineRule(before, name, firsts, read) {
  md.inline.ruler.before(before, name, (state, silent) => {
    const found = firsts.includes(state.src[state.pos]) ? read(state) : null;
    if (!found) {
      return false;
    }
    if (!silent) {
      found.show();
    }
    state.pos += found.length;
    return true;
  });
}

// Emphasis. CommonMark distinguishes opening and closing marks by the spaces and the punctuation around them. Chinese
// has no spaces, so punctuation counts as a letter if one of the two sides is full-width.

function charBefore(text, position) {
  const char = text[position - 1] ?? '\n';
  return /[\udc00-\udfff]/.test(char) && position > 1 ? String.fromCodePoint(text.codePointAt(position - 2)) : char;
}

md.inline.State = class extends md.inline.State {
  scanDelims(start, insideWords) {
    let end = start;
    while (end < this.posMax && this.src[end] === this.src[start]) {
      end++;
    }
    const before = charBefore(this.src, start);
    const after = end < this.posMax ? String.fromCodePoint(this.src.codePointAt(end)) : '\n';
    const wide = BESIDE_WIDE.test(before) || BESIDE_WIDE.test(after);
    const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)];
    const [markBefore, markAfter] = [MARK.test(before), MARK.test(after)];
    const left = !spaceAfter && (!markAfter || spaceBefore || markBefore || wide);
    const right = !spaceBefore && (!markBefore || spaceAfter || markAfter || wide);
    return {
      can_open: left && (insideWords || !right || markBefore || (markAfter && wide)),
      can_close: right && (insideWords || !left || markAfter || (markBefore && wide)),
      length: end - start,
    };
  }
};

// One tilde is a range (20~30). Three are not a mark either.
inlineRule('emphasis', 'strike', '~', (state) => {
  const { can_open: open, can_close: close, length } = state.scanDelims(state.pos, true);
  const show = () => {
    push(state, 'text', '~'.repeat(length));
    if (length === 2) {
      state.delimiters.push({ marker: 0x7e, length: 0, token: state.tokens.length - 1, end: -1, open, close });
    }
  };
  return { length, show };
});

// Addresses without brackets. The text rule has to stop before them.

function addressAt(state) {
  const found = /[a-z0-9\\]/iu.test(state.src[state.pos - 1] ?? '') ? null : match(ADDRESS, state);
  if (!found) {
    return null;
  }
  const [address] = found;
  let unopened = address.split(')').length - address.split('(').length;
  let end = address.length;
  while (/[?!.,:;*_~'$&]/u.test(address[end - 1]) || (address[end - 1] === ')' && unopened > 0)) {
    unopened -= address[end - 1] === ')' ? 1 : 0;
    end--;
  }
  return address.slice(0, end);
}

inlineRule('text', 'address', 'hHwW', (state) => {
  const address = addressAt(state);
  return address && {
    length: address.length,
    show: () => pushLink(state, /^w/iu.test(address) ? `http://${address}` : address, address, 'bare'),
  };
});

const PLAIN = /[^\n!#$%&*+\-:<=>@[\\\]^_`{}~][^\n!#$%&*+\-:<=>@[\\\]^_`{}~hHwW]*/y;

md.inline.ruler.at('text', (state, silent) => {
  const found = match(PLAIN, state);
  if (!found) {
    return false;
  }
  const text = found[0].slice(0, state.posMax - state.pos);
  if (!silent) {
    state.pending += text;
  }
  state.pos += text.length;
  return true;
});

// Angle brackets contain text, except for addresses and the three tags for which Markdown has no marks.

inlineRule('text', 'pointed', '<', (state) => {
  const address = match(POINTED_ADDRESS, state);
  if (address) {
    return { length: address[0].length, show: () => pushLink(state, address[1], address[1], 'pointed') };
  }
  const email = match(POINTED_EMAIL, state);
  if (email) {
    return { length: email[0].length, show: () => pushLink(state, `mailto:${email[1]}`, email[1], 'pointed') };
  }
  const raised = match(RAISED, state);
  if (raised) {
    return { length: raised[0].length, show: () => { push(state, 'raised', raised[2]).tag = raised[1]; } };
  }
  const lineBreak = match(LINE_BREAK, state);
  return lineBreak && { length: lineBreak[0].length, show: () => state.push('hardbreak', 'br', 0) };
});

md.renderer.rules.raised = (tokens, index) => {
  const { tag, content } = tokens[index];
  return `<${tag}>${md.utils.escapeHtml(content)}</${tag}>`;
};

// A footnote's mark, where it is used and where it is explained. Both stay in their place.

inlineRule('link', 'footnote', '[', (state) => {
  const found = match(FOOTNOTE, state);
  return found && { length: found[0].length, show: () => push(state, 'footnote', found[1]) };
});

md.renderer.rules.footnote = (tokens, index) => `<sup>[${md.utils.escapeHtml(tokens[index].content)}]</sup>`;

// Formulas stay as written: nothing in them is a mark.

/** Where a formula between two marks ends; -1 if no formula begins here. */
function endOfFormula(text, from, mark) {
  const end = text.indexOf(mark, from);
  return end < 0 || end - from > MAX_FORMULA || text.slice(from, end).trim() === '' ? -1 : end + mark.length;
}

/** Like endOfFormula, between single dollar signs. The signs of prices do not count. */
function endOfDollars(text, from) {
  if (SPACE.test(text[from] ?? '\n')) {
    return -1;
  }
  for (let end = from; end < text.length && end - from <= MAX_FORMULA && text[end] !== '\n'; end++) {
    if (text[end] === '\\') {
      end++;
    } else if (text[end] === '$') {
      const isFormula = end > from && !SPACE.test(text[end - 1]) && !/[0-9]/.test(text[end + 1] ?? '')
        && !SENTENCE_MARK.test(text.slice(from, end));
      return isFormula ? end + 1 : -1;
    }
  }
  return -1;
}

inlineRule('escape', 'formula', '$\\', (state) => {
  const { src, pos, posMax } = state;
  const text = src.slice(pos, Math.min(posMax, pos + MAX_FORMULA + 4));
  let end = -1;
  if (text.startsWith('$$')) {
    end = endOfFormula(text, 2, '$$');
  } else if (text.startsWith('$')) {
    end = endOfDollars(text, 1);
  } else if (text.startsWith('\\(')) {
    end = endOfFormula(text, 2, '\\)');
  }
  return end < 0 ? null : { length: end, show: () => push(state, 'formula', text.slice(0, end)) };
});

md.renderer.rules.formula = (tokens, index) =>
  md.utils.escapeHtml(tokens[index].content).replace(/[ \t]*\n[ \t]*/gu, '<br />\n');

/** Lines from `$$` to `$$` or from `\[` to `\]`. A blank line also ends them, and then they are a paragraph. */
function formulaBlock(state, startLine, endLine, silent) {
  const lineAt = (line) => state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);
  const withoutEnd = (text) => text.replace(/[ \t]+$/u, '');
  const first = withoutEnd(lineAt(startLine));
  const mark = { '$$': '$$', '\\[': '\\]' }[first.slice(0, 2)];
  if (!mark || state.sCount[startLine] - state.blkIndent > 3) {
    return false;
  }
  const closing = first.indexOf(mark, 2);
  if (closing >= 0 && closing !== first.length - 2) {
    return false;
  }
  if (silent) {
    return true;
  }
  const lines = [lineAt(startLine)];
  let isClosed = closing > 0;
  let line = startLine + 1;
  for (; !isClosed && line < endLine && !state.isEmpty(line) && state.sCount[line] >= state.blkIndent; line++) {
    lines.push(lineAt(line));
    isClosed = withoutEnd(lines.at(-1)).endsWith(mark);
  }
  state.line = line;
  state.push('paragraph_open', 'p', 1).map = [startLine, line];
  const inline = state.push('inline', '', 0);
  inline.children = [];
  if (isClosed) {
    inline.content = '';
    inline.children.push(Object.assign(new state.Token('formula', '', 0), { content: withoutEnd(lines.join('\n')) }));
  } else {
    inline.content = withoutEnd(lines.join('\n'));
  }
  state.push('paragraph_close', 'p', -1);
  return true;
}

md.block.ruler.before('fence', 'formula', formulaBlock, { alt: ['paragraph', 'blockquote', 'list'] });

// Blocks

const paragraph = ruleOf(globalThis.markdownit().block.ruler, 'paragraph');
const table = ruleOf(globalThis.markdownit().block.ruler, 'table');
const heading = ruleOf(globalThis.markdownit().block.ruler, 'lheading');
const tokenize = md.block.tokenize;

/** Keeps the full-width spaces that begin a Chinese paragraph. The library's rule would trim them. */
md.block.ruler.at('paragraph', (state, startLine, endLine) => {
  paragraph(state, startLine, endLine);
  const content = state.getLines(startLine, state.line, state.blkIndent, false);
  state.tokens.at(-2).content = content.replace(/^[ \t\n]+|[ \t\n]+$|(?<=\n)[ \t]+/gu, '');
  return true;
});

/** Shows a rule its first line without indentation. For the library an indented line can only be code. */
function unindented(rule) {
  return (state, startLine, endLine, silent) => {
    const indent = state.sCount[startLine];
    state.sCount[startLine] = Math.min(indent, state.blkIndent + 3);
    const found = rule(state, startLine, endLine, silent);
    state.sCount[startLine] = indent;
    return found;
  };
}

md.block.ruler.at('lheading', unindented(heading));

md.block.tokenize = function tokenizeToDepth(state, startLine, endLine) {
  if (state.level < MAX_DEPTH) {
    tokenize.call(this, state, startLine, endLine);
    return;
  }
  const asText = this.ruler.getRules('').at(-1);
  for (let line = startLine; line < endLine;) {
    state.line = state.skipEmptyLines(line);
    if (state.line >= endLine || state.sCount[state.line] < state.blkIndent) {
      return;
    }
    asText(state, state.line, endLine);
    line = state.line;
  }
};

md.core.ruler.after('block', 'ticks', ({ tokens }) => {
  tokens.forEach((token, index) => {
    if (token.type === 'inline' && tokens[index - 2]?.type === 'list_item_open') {
      token.content = token.content.replace(TICK, (_, tick) => {
        token.meta = { tick };
        return tick === ' ' ? '☐' : '☑';
      });
    }
  });
});

// A row of a table may have more cells than the head. The library drops them; here they follow the last cell.

// After lists, so that a list's first item is not the head.
md.block.ruler.before('lheading', 'rows', (state, startLine, endLine, silent) => {
  const first = state.tokens.length;
  if (!unindented(table)(state, startLine, endLine, silent)) {
    return false;
  }
  let columns = 0;
  let row = '';
  for (const token of silent ? [] : state.tokens.slice(first)) {
    if (token.type === 'th_open') {
      columns++;
    } else if (token.type === 'tr_open') {
      row = state.src.slice(state.bMarks[token.map[0]], state.eMarks[token.map[0]]).slice(state.tShift[token.map[0]]);
    } else if (token.type === 'inline') {
      token.meta = { row, columns };
    }
    const align = /_open$/u.test(token.type) && /left|center|right/u.exec(token.attrGet('style'));
    if (align) {
      token.attrs = [['align', align[0]]];
    }
  }
  state.tokens.slice(first).forEach((token, index, tokens) => {
    if (token.type === 'inline' && tokens[index + 2].type !== 'tr_close') {
      token.meta = null;
    }
  });
  return true;
}, { alt: ['paragraph'] });

/** The rest of a row after so many cells. */
function cellsAfter(columns, row) {
  let pipes = row.startsWith('|') ? -1 : 0;
  for (let index = 0; index < row.length; index++) {
    pipes += row[index] === '|' && row[index - 1] !== '\\' ? 1 : 0;
    if (pipes === columns) {
      return row.slice(index + 1).trim().replace(/\|$/u, '').trim();
    }
  }
  return '';
}

md.core.ruler.push('cells', ({ tokens, Token }) => {
  for (const { meta, children } of tokens) {
    const rest = meta?.row ? cellsAfter(meta.columns, meta.row) : '';
    if (rest !== '') {
      const text = new Token('text', '', 0);
      text.content = ` | ${rest}`;
      children.push(text);
    }
  }
});

// Images are never loaded: their text is a link to them.

const image = ruleOf(globalThis.markdownit().inline.ruler, 'image');

md.inline.ruler.at('image', (state, silent) => {
  const { env } = state;
  env.images = (env.images ?? 0) + 1;
  const found = env.images <= MAX_IMAGES_IN_IMAGES && image(state, silent);
  env.images--;
  return found;
});

/** The readable text of tokens within an image. */
function textOf(tokens) {
  const parts = tokens.map((token) => {
    if (token.type.endsWith('break')) {
      return '\n';
    }
    if (token.type === 'image') {
      return textOf(token.children) || token.attrGet('src');
    }
    return token.type === 'footnote' ? '' : token.content;
  });
  return parts.join('');
}

md.core.ruler.push('images', (state) => {
  for (const block of state.tokens) {
    let inLink = 0;
    block.children = block.children?.flatMap((token) => {
      inLink += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0;
      return token.type === 'image' ? shownImage(state, token, inLink > 0) : [token];
    }) ?? null;
  }
});

function shownImage({ Token }, image, inLink) {
  const text = new Token('text', '', 0);
  text.content = textOf(image.children).trim() || image.attrGet('src');
  const meta = { image: { alt: image.content, text: text.content, src: image.attrGet('src'), title: image.attrGet('title') } };
  if (inLink) {
    text.meta = meta;
    return [text];
  }
  const open = new Token('link_open', 'a', 1);
  open.meta = meta;
  open.attrs = [['href', image.attrGet('src')]];
  return [open, text, new Token('link_close', 'a', -1)];
}

md.renderer.rules.s_open = () => '<del>';
md.renderer.rules.s_close = () => '</del>';
md.renderer.rules.fence = (tokens, index) => `<pre><code>${md.utils.escapeHtml(tokens[index].content.replace(/[ \t\n]+$/u, ''))}</code></pre>\n`;
