// The few helpers with the document that every view needs.

import { languageOf } from './text-language.mjs';

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
 * Keeps a scrolling element at its end while it grows, unless the person has scrolled up to read.
 *
 * @return a function to call each time the element has grown; with true, it scrolls to the end in any case
 */
export function followEnd(scroller) {
  let following = true;
  let last = 0;
  scroller.addEventListener('scroll', () => {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 48;
    following = atEnd || (following && scroller.scrollTop >= last);
    last = scroller.scrollTop;
  });
  return (anyway = false) => {
    following ||= anyway;
    if (following) {
      scroller.scrollTop = scroller.scrollHeight;
    }
  };
}
