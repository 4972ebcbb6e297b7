// The text of a model is text from a stranger. The dialect makes only its own tags from it, and even those become
// nodes only through the sanitiser.

import DOMPurify from './webjars/dompurify/dist/purify.es.mjs';
import { readBlocks } from './dialect.mjs';
import { fitIn, headingLevels } from './prose.mjs';

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
 * selection in it survives.
 */
export function showMarkdown(element, markdown) {
  const before = shown.get(element)?.blocks ?? [];
  const blocks = withLevels(blocksOf(element, markdown));
  const changes = blocks.map((block, index) => !element.children[index] || !isSame(before[index], block));
  // All at once, because each call of the sanitiser makes a document of its own.
  const nodes = nodesOf(blocks.filter((_, index) => changes[index]));
  changes.forEach((isNew, index) => {
    if (isNew && element.children[index]) {
      element.children[index].replaceWith(nodes[0]);
    } else if (isNew) {
      element.append(nodes[0]);
    }
  });
  while (element.children.length > blocks.length) {
    element.lastElementChild.remove();
  }
  shown.set(element, { markdown, blocks });
}

/** A live list: a node that moves elsewhere leaves it. */
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
  const kept = before && markdown.startsWith(before.markdown) ? before.blocks.slice(0, -2) : [];
  if (kept.length === 0) {
    return readBlocks(markdown);
  }
  const line = before.blocks[kept.length].line;
  const rest = markdown.split(LINE_END).slice(line).join('\n');
  return [...kept, ...readBlocks(rest).map((block) => ({ ...block, line: block.line + line }))];
}

/** Markup from elsewhere, with nothing but what the dialect has. */
export function cleaned(html) {
  return purify.sanitize(html, { ...PROSE, RETURN_DOM_FRAGMENT: false });
}
