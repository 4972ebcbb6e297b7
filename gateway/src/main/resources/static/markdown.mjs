// The only file that knows the two libraries. Whatever a model writes is text from a stranger: it becomes nodes only
// through the sanitiser, and only those that prose needs.

import { Marked } from './webjars/marked/lib/marked.esm.js';
import DOMPurify from './webjars/dompurify/dist/purify.es.mjs';

import { fitIn } from './prose.mjs';

const marked = new Marked({ gfm: true, async: false });

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

/**
 * Shows Markdown in an element. Blocks that are as they were stay the same nodes, so that a text that grows does not
 * flicker and a selection in it survives.
 */
export function showMarkdown(element, markdown) {
  const fragment = purify.sanitize(marked.parse(markdown), PROSE);
  fitIn(fragment);
  const fresh = Array.from(fragment.children);
  fresh.forEach((block, index) => {
    const shown = element.children[index];
    if (!shown) {
      element.append(block);
    } else if (!shown.isEqualNode(block)) {
      shown.replaceWith(block);
    }
  });
  while (element.children.length > fresh.length) {
    element.lastElementChild.remove();
  }
}
