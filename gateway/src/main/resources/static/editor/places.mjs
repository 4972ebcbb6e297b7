// Where something is in an article, for the reader and the editor alike: in which block, and behind how many characters
// of it. Spaces do not count, because the two do not have the same ones.

import { children, isVisible } from './shape.mjs';

const SPACE = /\s/u;

/** The place of a position in a document of the editor. */
export function placeAt(doc, position) {
  const $position = doc.resolve(position);
  const index = $position.index(0);
  const start = $position.posAtIndex(index, 0);
  let count = 0;
  doc.nodesBetween(start, position, (node, at) => {
    if (node.isLeaf) {
      count += lengthOf(node.isText ? node.text.slice(0, Math.max(0, position - at)) : leafText(node));
    }
  });
  return { block: children(doc).slice(0, index).filter(isVisible).length, count };
}

/**
 * The position of a place. Between two characters there may be a space or a new paragraph: `bias` says whether the
 * position is before the next character (1) or behind the last one (-1).
 */
export function positionAt(doc, { block, count }, bias) {
  const index = Math.min(block, doc.childCount - 1);
  const start = children(doc).slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  let seen = 0;
  let found = null;
  doc.child(index).descendants((node, at) => {
    const position = start + 1 + at;
    if (found === null && node.isText) {
      for (let offset = 0; offset < node.text.length && found === null; offset++) {
        if (!SPACE.test(node.text[offset])) {
          found = bias > 0 && seen === count ? position + offset : null;
          seen++;
          found ??= bias < 0 && seen === count ? position + offset + 1 : null;
        }
      }
    } else if (found === null && node.isLeaf) {
      found = bias > 0 && seen >= count && leafText(node) !== '' ? position : null;
      seen += lengthOf(leafText(node));
      found ??= bias < 0 && seen >= count && leafText(node) !== '' ? position + 1 : null;
    }
  });
  return found ?? (count === 0 ? start : start + doc.child(index).nodeSize - 1);
}

/** The place in the reader, whose child elements are the blocks; null if it is not in a block. */
export function placeIn(reader, node, offset) {
  const index = Array.from(reader.children).findIndex((child) => child.contains(node));
  if (index < 0) {
    return null;
  }
  const range = document.createRange();
  range.selectNodeContents(reader.children[index]);
  range.setEnd(node, offset);
  return { block: index, count: lengthOf(range.toString()) };
}

function lengthOf(text) {
  return text.replace(/\s+/gu, '').length;
}

/** A leaf as the reader shows it. */
function leafText(node) {
  const { attrs, type } = node;
  return { footnote: `[${attrs.label}]`, image: attrs.text, tick: '☐' }[type.name] ?? '';
}
