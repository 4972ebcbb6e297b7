// The text of a model is text from a stranger. The dialect makes only its own tags from it, and even those become
// nodes only through the sanitiser.

import DOMPurify from '../webjars/dompurify/dist/purify.es.mjs';
import { blend } from './blend.mjs';
import { readBlocks } from './dialect.mjs';
import { fitIn, headingLevels } from './prose.mjs';
import { closed, steady } from './steady.mjs';

const LINES = /[^\r\n]*(?:\r\n?|\n|$)/gu;
const LINE_END = /\r\n?|\n/u;
/** Only the dialect writes such a tag. A tag in a person's text is escaped. */
const HEADING = /<h([1-6])>/gu;

const PROSE = {
  ALLOWED_TAGS: [
    'a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre',
    'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul',
  ],
  ALLOWED_ATTR: ['href', 'title', 'start', 'align'],
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const purify = DOMPurify(window);
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A') {
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer nofollow');
  }
});

/** What each element shows: its text, and the blocks made from it. */
const shown = new WeakMap();

/**
 * Shows Markdown in an element. Unchanged blocks keep their nodes, so that a growing text does not flicker and a
 * selection in it survives. A block that changes keeps what did not change in it.
 *
 * @param passage {before, was, text, after}: only a passage of a text changes, from `was` to `text`, as far as it is written
 * @return the elements that the passage is in
 */
export function showMarkdown(element, markdown, passage = null) {
  const before = shown.get(element)?.blocks ?? [];
  const { blocks: read, first = 0, last = -1 } = passage ? blocksAround(passage) : { blocks: blocksOf(element, markdown) };
  const blocks = withLevels(read);
  const limit = Math.min(before.length, blocks.length);
  let start = 0;
  while (start < limit && isSame(before[start], blocks[start])) {
    start++;
  }
  let end = 0;
  while (end < limit - start && isSame(before.at(-1 - end), blocks.at(-1 - end))) {
    end++;
  }
  const rest = element.children[before.length - end] ?? null;
  // All at once, because each call of the sanitiser makes a document of its own.
  const nodes = Array.from(nodesOf(blocks.slice(start, blocks.length - end)));
  const old = Array.from(element.children).slice(start, before.length - end);
  nodes.forEach((node, index) => {
    if (index >= old.length) {
      element.insertBefore(node, rest);
    } else if (!blend(old[index], node)) {
      old[index].replaceWith(node);
    }
  });
  old.slice(nodes.length).forEach((node) => node.remove());
  // The lines of a passage's blocks are not those of the text.
  shown.set(element, { markdown: passage ? null : markdown, blocks });
  return Array.from(element.children).slice(first, last + 1);
}

/** The lines of the Markdown in which the blocks that an element shows begin. */
export function shownLines(element) {
  return (shown.get(element)?.blocks ?? []).map(({ line }) => line);
}

function nodesOf(blocks) {
  const fragment = purify.sanitize(blocks.map(({ html }) => html).join(''), PROSE);
  fitIn(fragment, blocks.flatMap(({ levels }) => levels));
  return fragment.children;
}

function isSame(one, other) {
  return one?.html === other.html && one.levels.join() === other.levels.join();
}

/** A heading's level in the page depends on the headings before it. So the levels are part of what a block shows. */
function withLevels(blocks) {
  const levelOf = headingLevels();
  return blocks.map((block) => {
    const written = block.written ?? Array.from(block.html.matchAll(HEADING), ([, level]) => Number(level));
    return { ...block, written, levels: written.map(levelOf) };
  });
}

/**
 * The blocks of a text. If a text grows, only the last two blocks are read again: an addition can change the last line
 * and so join the last block to the one before it.
 */
function blocksOf(element, markdown) {
  const before = shown.get(element);
  const kept = before && before.markdown !== null && markdown.startsWith(before.markdown) ? before.blocks.slice(0, -2) : [];
  if (kept.length === 0) {
    return readBlocks(markdown);
  }
  const line = before.blocks[kept.length].line;
  const rest = markdown.split(LINE_END).slice(line).join('\n');
  return [...kept, ...readBlocks(rest).map((block) => ({ ...block, line: block.line + line }))];
}

/** The blocks of a text in which only a passage changes. A mark that is half there does not change the text behind it. */
function blocksAround({ before, was, text, after }) {
  const old = before + was + after;
  const blocks = wholeBlocks(old);
  const lines = old.match(LINES);
  const lineAt = (offset) => old.slice(0, offset).split(LINE_END).length - 1;
  const blockAt = (line) => Math.max(0, blocks.findLastIndex((block) => block.line <= line));
  const [first, last] = [blockAt(lineAt(before.length)), blockAt(lineAt(before.length + was.length - 1))];
  const startOf = (index) => lines.slice(0, blocks[index]?.line ?? lines.length).join('').length;
  const start = startOf(first);
  const head = closed(steady(before.slice(start) + text));
  const middle = readBlocks(head + old.slice(before.length + was.length, Math.max(before.length + was.length, startOf(last + 1))));
  return {
    blocks: [...blocks.slice(0, first), ...middle, ...blocks.slice(last + 1)],
    first,
    last: first + middle.length - 1,
  };
}

let whole = { markdown: '', blocks: [] };

function wholeBlocks(markdown) {
  if (whole.markdown !== markdown) {
    whole = { markdown, blocks: readBlocks(markdown) };
  }
  return whole.blocks;
}

/** Markup from elsewhere, with nothing but what the dialect has. The editor's own says more in data attributes. */
export function cleaned(html) {
  return purify.sanitize(html, {
    ...PROSE, ALLOWED_TAGS: [...PROSE.ALLOWED_TAGS, 'b', 'i', 's'], ALLOW_DATA_ATTR: true, RETURN_DOM_FRAGMENT: false,
  });
}
