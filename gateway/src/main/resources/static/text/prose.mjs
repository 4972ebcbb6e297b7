// Fits the text of a model into the page around it.

import { element, tableScroller } from '../dom/dom.mjs';

/** The page has one h1 of its own. Headings of a text come below it. */
const FIRST_LEVEL = 2;

/**
 * Changes a text's nodes before they are shown. Each block gets its own direction. Headings get levels below the
 * page's. Tables can be scrolled, also with the keyboard.
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

/** A heading looks as the level in the text says. */
function lowerHeadings(fragment, levels) {
  fragment.querySelectorAll('h1, h2, h3, h4, h5, h6').forEach((heading, index) => {
    const lowered = element(`h${levels[index]}`, { data: { level: heading.tagName[1] } }, ...heading.childNodes);
    heading.replaceWith(lowered);
  });
}

function makeScrollable(table) {
  const scroller = tableScroller();
  table.replaceWith(scroller);
  scroller.append(table);
}

/**
 * Gives each heading level of a text, one after the other, its level in the page. No level is left out on the way down.
 * It depends only on the headings before, so that no level changes while a text grows.
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
