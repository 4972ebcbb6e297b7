// The few helpers with pictures that are made by a script.

const SVG = 'http://www.w3.org/2000/svg';

/** An element of a picture, with attributes and children. Texts become text nodes, never markup. */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => setAttribute(made, name, value));
  made.append(...children);
  return made;
}

/** Sets an attribute only if it changes; null removes it. */
export function setAttribute(target, name, value) {
  if (value === null) {
    target.removeAttribute(name);
  } else if (target.getAttribute(name) !== String(value)) {
    target.setAttribute(name, value);
  }
}
