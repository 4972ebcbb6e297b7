// Two texts beside the article: what the person wrote, and what was saved meanwhile. The person chooses.

import { byId, button, element, foreign } from '../dom/dom.mjs';
import { partElement } from '../versions/diff-view.mjs';

const view = byId('compare');
let shownFor = null;

/**
 * @param between {mine, current, markdown, theirs}: the numbers of the two versions and their texts
 * @param getDiff () => a promise of the parts in which they differ
 * @param actions {keep, yield, merge}
 */
export function showComparison(between, getDiff, actions, strings) {
  if (between === null) {
    if (shownFor !== null) {
      view.hidden = true;
      view.replaceChildren();
    }
    shownFor = null;
    return;
  }
  const key = `${between.mine} ${between.current} ${strings.keepMine}`;
  if (key === shownFor) {
    return;
  }
  shownFor = key;
  const texts = element('div', { className: 'diff' });
  view.replaceChildren(
    element('h2', {}, strings.compare),
    element('p', {}, strings.compareHint),
    element('div', { className: 'compare-choices' },
      named(button(strings.keepMine, actions.keep), 'keep-mine'),
      named(button(strings.keepTheirs, actions.yield), 'keep-theirs'),
      named(button(strings.mergeBoth, actions.merge), 'merge-both')),
    texts);
  view.hidden = false;
  view.focus();
  getDiff().then(({ parts }) => parts.map(partElement)).catch(() => bothTexts(between, strings))
    .then((nodes) => key === shownFor && texts.replaceChildren(...nodes));
}

function named(target, testid) {
  target.dataset.testid = testid;
  return target;
}

/** Without the server's comparison, there are both texts. */
function bothTexts({ markdown, theirs }, strings) {
  return [[strings.myVersion, markdown], [strings.theirVersion, theirs]].map(([title, text]) =>
    element('div', {}, element('h3', {}, title), foreign('div', {}, text)));
}
