// The few helpers with the document that every view needs.

import { languageOf } from '../text/text-language.mjs';

export const byId = (id) => document.getElementById(id);

/** An element with properties (and data-* from `data`) and children. Texts become text nodes, never markup. */
export function element(tag, { data = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  Object.assign(made.dataset, data);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** An element with a text that is not the page's own. The text determines its language and direction. */
export function foreign(tag, properties, text) {
  return element(tag, { ...properties, lang: languageOf(text), dir: 'auto' }, text);
}

/** Where a table can be scrolled. A scrolling element needs a role, a name and a place in the keyboard's order. */
export function tableScroller(...children) {
  const scroller = element('div', { className: 'table', role: 'group', tabIndex: 0 }, ...children);
  scroller.setAttribute('aria-labelledby', 'table-label');
  return scroller;
}

export function button(text, onclick) {
  return element('button', { type: 'button', onclick }, text);
}

/** A button that says something for the person. What it says is its tooltip. */
export function choiceButton(choice, data, choose) {
  const onclick = () => choose(choice);
  return foreign('button', { type: 'button', className: 'choice', title: choice.message, onclick, data }, choice.label);
}

/** Our own words and, as a second part, words of somebody else. */
export function inParts([own, others]) {
  return others === undefined ? [own] : [`${own} `, foreign('bdi', {}, others)];
}

/** Sets a property only if it changes, so that nothing is announced, repainted or deselected without need. */
export function set(target, property, value) {
  if (target[property] !== value) {
    target[property] = value;
  }
}

/**
 * Makes the container's children show the items, one each, in order. Children are kept by their item's key and
 * updated. Only `update` changes what `create` made.
 */
export function showList(container, items, { key, create, update }) {
  const shown = new Map(Array.from(container.children, (child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const child = shown.get(key(item)) ?? create(item);
    child.dataset.key = key(item);
    shown.delete(key(item));
    if (container.children[index] !== child) {
      container.insertBefore(child, container.children[index] ?? null);
    }
    update(child, item);
  });
  shown.forEach((child) => child.remove());
}

/**
 * Keeps a scrolling element at its end while it grows, unless the person has scrolled elsewhere to read.
 *
 * @param end () => how far to scroll, at most; what comes after that is there for those who scroll on
 * @param onFollowing called when it begins to follow the end, or stops
 * @return a function to call each time the element has grown; with true, it scrolls to the end in any case
 */
export function followEnd(scroller, end = () => Infinity, onFollowing = () => {}) {
  let following = true;
  let last = 0;
  const target = () => Math.min(end(), scroller.scrollHeight - scroller.clientHeight);
  scroller.addEventListener('scroll', () => {
    const missing = target() - scroller.scrollTop;
    following = Math.abs(missing) < 48 || (following && missing > 0 && scroller.scrollTop >= last);
    last = scroller.scrollTop;
    onFollowing(following);
  });
  return (anyway = false) => {
    following ||= anyway;
    onFollowing(following);
    if (following) {
      scroller.scrollTop = target();
    }
  };
}
