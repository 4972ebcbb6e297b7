// Reads an article's Markdown for the editor: a document, and for each of its blocks the text from which it was made.

import { Fragment } from 'prosemirror-model';
import { readTokens } from '../text/dialect.mjs';
import { isVisible } from './shape.mjs';
import { schema } from './schema.mjs';

const LINE = /[^\r\n]*(?:\r\n?|\n|$)/gy;
const BLANK = /^[ \t]*(?:\r\n?|\n)?$/u;

/** Deeper blocks are shown as they are written. Nobody edits them otherwise. */
const MAX_DEPTH = 12;

const BLOCKS = {
  blockquote_open: (reader) => schema.nodes.blockquote.create(null, reader.blocks('blockquote_close')),
  bullet_list_open: (reader, token) => reader.list(schema.nodes.bullet_list, 'bullet_list_close', token, {}),
  ordered_list_open: (reader, token) =>
    reader.list(schema.nodes.ordered_list, 'ordered_list_close', token, { start: Number(token.attrGet('start') ?? 1) }),
  paragraph_open: (reader) => schema.nodes.paragraph.create(null, reader.inline('paragraph_close')),
  heading_open: (reader, { tag }) =>
    schema.nodes.heading.create({ level: Number(tag[1]) }, reader.inline('heading_close')),
  fence: (reader, { info, content }) =>
    schema.nodes.code_block.create({ info }, text(content.replace(/\n$/u, ''))),
  hr: (reader, { markup }) => schema.nodes.horizontal_rule.create({ source: markup.length < 3 ? '---' : markup }),
  table_open: (reader) => reader.table(),
};

const MARKS = { strong: 'strong', em: 'em', s: 'strike' };

/** A kind of text that the editor does not know. Its block is then shown as it is written. */
class Unknown extends Error {}

/**
 * @return {doc, blocks, after}: a document, and for each of its blocks {node, before, source}. All `before` and
 *     `source`, one after the other, and `after` are the Markdown, byte by byte.
 */
export function readDocument(markdown) {
  const lines = markdown.match(LINE).filter((line) => line !== '');
  const parts = readTokens(markdown);
  const blocks = [];
  let line = 0;
  parts.forEach((tokens, index) => {
    const start = index === 0 ? firstFilled(lines) : tokens[0].map[0];
    let end = parts[index + 1]?.[0].map[0] ?? lines.length;
    while (end > start + 1 && BLANK.test(lines[end - 1])) {
      end--;
    }
    const last = lines[end - 1] ?? '';
    const source = lines.slice(start, end - 1).join('') + last.replace(/[\r\n]+$/u, '');
    blocks.push({ node: blockOf(tokens, source), before: lines.slice(line, start).join(''), source });
    lines[end - 1] = last.slice(last.replace(/[\r\n]+$/u, '').length);
    line = end - 1;
  });
  const after = lines.slice(line).join('');
  const nodes = blocks.map(({ node }) => node);
  return { doc: schema.nodes.doc.create(null, nodes.length > 0 ? nodes : schema.nodes.paragraph.create()), blocks, after };
}

/** A text's blocks, without their sources. */
export function readNodes(markdown) {
  return readTokens(markdown).map((tokens) => blockOf(tokens, null));
}

function firstFilled(lines) {
  return Math.max(0, lines.findIndex((line) => !BLANK.test(line)));
}

function blockOf(tokens, source) {
  try {
    const reader = new Reader(tokens);
    const node = reader.block();
    node.check();
    if (source !== null && !isVisible(node)) {
      throw new Unknown('nothing to see');
    }
    return node;
  } catch (error) {
    if (!(error instanceof Unknown || error instanceof RangeError)) {
      throw error;
    }
    return schema.nodes.source_block.create(null, text((source ?? '').replace(/\r\n?/gu, '\n')));
  }
}

function text(content) {
  return content === '' ? null : schema.text(content);
}

class Reader {
  #tokens;
  #index = 0;
  #depth = 0;

  constructor(tokens) {
    this.#tokens = tokens;
  }

  block() {
    const token = this.#next();
    const read = BLOCKS[token.type];
    if (!read || this.#depth > MAX_DEPTH) {
      throw new Unknown(token.type);
    }
    this.#depth++;
    const node = read(this, token);
    this.#depth--;
    return node;
  }

  blocks(end) {
    const found = [];
    while (!this.#skips(end)) {
      found.push(this.block());
    }
    return found.length > 0 ? found : [schema.nodes.paragraph.create()];
  }

  list(type, end, { markup }, attrs) {
    const items = [];
    // As the page shows it: paragraphs of a tight list have no space around them.
    let tight = true;
    while (!this.#skips(end)) {
      this.#next();
      tight &&= this.#peek().type !== 'paragraph_open' || this.#peek().hidden;
      items.push(schema.nodes.list_item.create(null, this.blocks('list_item_close')));
    }
    return type.create({ ...attrs, mark: markup, tight }, items);
  }

  table() {
    const rows = [];
    while (!this.#skips('table_close')) {
      const { type } = this.#next();
      if (type === 'tr_open') {
        rows.push(schema.nodes.table_row.create(null, this.#cells()));
      }
    }
    return schema.nodes.table.create(null, rows);
  }

  #cells() {
    const cells = [];
    while (!this.#skips('tr_close')) {
      const open = this.#next();
      const kind = open.type === 'th_open' ? schema.nodes.table_header : schema.nodes.table_cell;
      cells.push(kind.create({ align: open.attrGet('align') ?? null }, this.inline(open.type.replace('open', 'close'))));
    }
    return cells;
  }

  inline(end) {
    const token = this.#next();
    const content = token.type === 'inline' ? inlineOf(token) : [];
    if (token.type === 'inline' && !this.#skips(end)) {
      throw new Unknown(this.#peek().type);
    }
    return content;
  }

  #peek() {
    return this.#tokens[this.#index];
  }

  #next() {
    return this.#tokens[this.#index++];
  }

  #skips(type) {
    const isThere = this.#peek().type === type;
    this.#index += isThere ? 1 : 0;
    return isThere;
  }
}

function inlineOf({ children, meta }) {
  const nodes = [];
  let marks = [];
  const add = (node) => nodes.push(node.mark(marks.reduce((all, mark) => mark.addToSet(all), node.marks)));
  const addText = (content, ...more) => content !== '' && add(schema.text(content, more));
  for (let index = 0; index < children.length; index++) {
    const token = children[index];
    const [, name, side] = /^(strong|em|s|link)_(open|close)$/u.exec(token.type) ?? [];
    if (token.meta?.image) {
      add(schema.nodes.image.create(token.meta.image));
      index += token.type === 'link_open' ? 2 : 0;
    } else if (name && side === 'open') {
      const attrs = name === 'link'
        ? { href: token.attrGet('href'), title: token.attrGet('title'), form: token.meta?.form ?? '' }
        : null;
      marks = [...marks, schema.mark(MARKS[name] ?? name, attrs)];
    } else if (name) {
      marks = marks.slice(0, -1);
    } else if (token.type === 'softbreak' || token.type === 'hardbreak') {
      add(schema.nodes.hard_break.create());
    } else if (token.type === 'code_inline') {
      addText(token.content, schema.mark('code'));
    } else if (token.type === 'raised') {
      addText(token.content, schema.mark('raised', { tag: token.tag }));
    } else if (token.type === 'footnote') {
      add(schema.nodes.footnote.create({ label: token.content }));
    } else if (token.type === 'formula') {
      token.content.split(/[ \t]*\n[ \t]*/u).forEach((line, number) => {
        if (number > 0) {
          add(schema.nodes.hard_break.create());
        }
        addText(line, schema.mark('formula'));
      });
    } else if (token.type === 'text') {
      addText(token.content);
    } else {
      throw new Unknown(token.type);
    }
  }
  return Fragment.from(meta?.tick === undefined ? nodes : withTick(nodes, meta.tick));
}

/** The text begins with the sign for the tick. */
function withTick([first, ...rest], tick) {
  const done = schema.nodes.tick.create({ done: tick !== ' ' });
  return first.text.length > 1 ? [done, first.cut(1), ...rest] : [done, ...rest];
}
