// Fits what a model wrote into the page around it.

import { element } from './dom.mjs';

/** The page has one h1, its own; headings of a text come below it. */
const FIRST_LEVEL = 2;

/**
 * Changes a text's nodes before they are shown: each block gets its own direction, headings get levels below the page's,
 * and tables can be scrolled, with the keyboard too.
 *
 * @param levels of the headings in the page, in order
 */
export function fitIn(fragment, levels) {
  lowerHeadings(fragment, levels);
  fragment.querySelectorAll('table').forEach(makeScrollable);
  for (const block of fragment.children) {
    block.dir = 'auto';
  }
}

/** How a heading looks goes by the level that the text gave it. */
function lowerHeadings(fragment, levels) {
  fragment.querySelectorAll('h1, h2, h3, h4, h5, h6').forEach((heading, index) => {
    const lowered = element(`h${levels[index]}`, { data: { level: heading.tagName[1] } }, ...heading.childNodes);
    heading.replaceWith(lowered);
  });
}

/** What scrolls needs a role, a name and a place in the order of the keyboard. */
function makeScrollable(table) {
  const scroller = element('div', { className: 'table', role: 'group', tabIndex: 0 });
  scroller.setAttribute('aria-labelledby', 'table-label');
  table.replaceWith(scroller);
  scroller.append(table);
}

/**
 * Gives each level of a text, one after the other, the level that it has in the page: none is left out on the way down.
 * It depends on the headings before only, so that none changes while a text grows.
 */
export function headingLevels() {
  const above = [];
  return (written) => {
    while (above.length > 0 && above.at(-1) >= written) {
      above.pop();
    }
    above.push(written);
    return Math.min(FIRST_LEVEL + above.length - 1, 6);
  };
}
