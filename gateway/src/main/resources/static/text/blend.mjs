// Changes an element into another one of its kind. What is the same in both keeps its nodes: a table keeps its place, a
// selection its text.

/** Returns false if they are not of one kind. */
export function blend(element, wanted) {
  if (element.nodeName !== wanted.nodeName || element.nodeType !== wanted.nodeType) {
    return false;
  }
  if (element.nodeType !== 1) {
    if (element.data !== wanted.data) {
      element.data = wanted.data;
    }
    return true;
  }
  for (const { name } of Array.from(element.attributes)) {
    if (!wanted.hasAttribute(name)) {
      element.removeAttribute(name);
    }
  }
  for (const { name, value } of Array.from(wanted.attributes)) {
    if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  }
  const old = Array.from(element.childNodes);
  // A child that is taken leaves the other element.
  const children = Array.from(wanted.childNodes);
  children.forEach((child, index) => {
    if (index >= old.length) {
      element.append(child);
    } else if (!old[index].isEqualNode(child) && !blend(old[index], child)) {
      old[index].replaceWith(child);
    }
  });
  old.slice(children.length).forEach((child) => child.remove());
  return true;
}
