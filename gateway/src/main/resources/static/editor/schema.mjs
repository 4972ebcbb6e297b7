// What a document of the editor can contain: what the dialect can show, and nothing else. It is shown with the same
// elements as in the reader, so that an article does not change its look when somebody begins to write in it.

import { Schema } from 'prosemirror-model';
import { tableNodes } from 'prosemirror-tables';
import { isSafeLink } from '../text/dialect.mjs';

/** How a list's items are marked. Markdown begins a new list where the mark changes. */
const list = { mark: { default: null }, tight: { default: true } };

const tables = tableNodes({
  tableGroup: 'block',
  cellContent: 'inline*',
  cellAttributes: {
    align: {
      default: null,
      getFromDOM: (cell) => (/^(?:left|center|right)$/u.test(cell.getAttribute('align')) ? cell.getAttribute('align') : null),
      setDOMAttr: (value, set) => {
        if (value) {
          set.align = value;
        }
      },
    },
  },
});

const nodes = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', { dir: 'auto' }, 0] },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: { default: 1 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (heading) => ({ level: Number(heading.dataset.level ?? level) }),
    })),
    toDOM: ({ attrs: { level } }) => [`h${Math.min(level + 1, 6)}`, { 'data-level': level, dir: 'auto' }, 0],
  },
  blockquote: {
    group: 'block', content: 'block+', defining: true, parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', { dir: 'auto' }, 0],
  },
  bullet_list: {
    group: 'block', content: 'list_item+', attrs: list, parseDOM: [{ tag: 'ul' }], toDOM: ({ attrs: { tight } }) => ['ul', { 'data-tight': String(tight), dir: 'auto' }, 0],
  },
  ordered_list: {
    group: 'block',
    content: 'list_item+',
    attrs: { ...list, start: { default: 1 } },
    parseDOM: [{ tag: 'ol', getAttrs: ({ start }) => ({ start: start ?? 1 }) }],
    toDOM: ({ attrs: { start, tight } }) => ['ol', { 'data-tight': String(tight), dir: 'auto', ...(start === 1 ? {} : { start }) }, 0],
  },
  list_item: { content: 'block+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  code_block: {
    group: 'block',
    content: 'text*',
    marks: '',
    code: true,
    defining: true,
    attrs: { info: { default: '' } },
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: () => ['pre', { dir: 'auto' }, ['code', 0]],
  },
  /** What the editor does not know is shown as it is written, and can be changed as it is written. */
  source_block: {
    group: 'block', content: 'text*', marks: '', code: true, defining: true,
    toDOM: () => ['pre', { class: 'source', dir: 'auto' }, ['code', 0]],
  },
  horizontal_rule: { group: 'block', attrs: { source: { default: '---' } }, parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  ...tables,
  /** It can be scrolled, as in the reader. */
  table: { ...tables.table, toDOM: () => ['div', { class: 'table' }, ['table', ['tbody', 0]]] },
  text: { group: 'inline' },
  hard_break: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  footnote: {
    group: 'inline', inline: true, atom: true, attrs: { label: {} },
    toDOM: ({ attrs: { label } }) => ['sup', { class: 'atom' }, `[${label}]`],
  },
  /** It is never loaded: its text is a link to it. */
  image: {
    group: 'inline', inline: true, atom: true, attrs: { alt: { default: '' }, text: {}, src: {}, title: { default: null } },
    toDOM: ({ attrs: { text, src } }) => ['a', { class: 'atom', href: src, target: '_blank', rel: 'noopener noreferrer nofollow' }, text],
  },
  tick: {
    group: 'inline', inline: true, atom: true, attrs: { done: { default: false } },
    toDOM: ({ attrs: { done } }) => ['span', { class: 'atom' }, done ? '☑' : '☐'],
  },
};

const marks = {
  /** `form`: how it is written: "" with brackets, "bare" as an address in the text, "pointed" as <address>. */
  link: {
    attrs: { href: {}, title: { default: null }, form: { default: '' } },
    inclusive: false,
    parseDOM: [{
      tag: 'a[href]',
      getAttrs: (anchor) =>
        isSafeLink(anchor.getAttribute('href')) && { href: anchor.getAttribute('href'), title: anchor.getAttribute('title') || null },
    }],
    toDOM: ({ attrs: { href, title } }) => [
      'a', { href, ...(title ? { title } : {}), target: '_blank', rel: 'noopener noreferrer nofollow' }, 0,
    ],
  },
  strong: {
    parseDOM: [{ tag: 'strong' }, { tag: 'b', getAttrs: (node) => node.style.fontWeight !== 'normal' && null }],
    toDOM: () => ['strong', 0],
  },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }], toDOM: () => ['del', 0] },
  code: { excludes: 'raised formula code', parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
  /** A formula is text as it is written. Nothing in it is a mark. */
  formula: { excludes: '_', inclusive: false, toDOM: () => ['span', { class: 'formula' }, 0] },
  raised: {
    excludes: 'code formula raised',
    inclusive: false,
    attrs: { tag: { default: 'sup' } },
    parseDOM: ['sub', 'sup'].map((tag) => ({ tag, attrs: { tag } })),
    toDOM: ({ attrs: { tag } }) => [tag, 0],
  },
};

export const schema = new Schema({ nodes, marks });
