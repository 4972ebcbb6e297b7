// Where a selected passage is in the article's Markdown. The parser does not tell, so it is asked: a character that is put
// into the text at the right place comes out at the right place.

import { Slice } from 'prosemirror-model';
import { positionAt } from './places.mjs';
import { readDocument, readNodes } from './read-document.mjs';
import { children } from './shape.mjs';

/** Characters that no text has. One that this text has after all is not taken. */
const PROBES = ['\ue000', '\ue001', '\uf8ff', '\ue123'];
const MOST_PROBES = 1000;

/**
 * The passage between two places: {start, end, text}, in UTF-16 units of the Markdown; null if there is none. Emphasis,
 * links and formulas that the passage would cut are in it as a whole.
 */
export function passageAt(markdown, { from, to }) {
  const origin = readDocument(markdown);
  const { doc } = origin;
  const [first, last] = [positionAt(doc, from, 1), positionAt(doc, to, -1)];
  if (first >= last) {
    return null;
  }
  const range = uncut(doc, first, last);
  const start = offsetAt(origin, range, 'from');
  const end = offsetAt(origin, range, 'to');
  return start < end ? { start, end, text: markdown.slice(start, end) } : null;
}

/** The range, as far as it must go so that it cuts no mark. A mark around the whole range is not cut. */
function uncut(doc, from, to) {
  const runs = [from, to].flatMap((position) => runsAt(doc, position)).filter(([start, end, mark]) =>
    mark.type.name === 'formula' || !(start <= from && to <= end));
  const wider = [Math.min(from, ...runs.map(([start]) => start)), Math.max(to, ...runs.map(([, end]) => end))];
  return wider[0] === from && wider[1] === to ? { from, to } : uncut(doc, ...wider);
}

/** The marks that go on at a position, with the texts that have them: [from, to, mark]. */
function runsAt(doc, position) {
  const $position = doc.resolve(position);
  const { nodeBefore, nodeAfter, parent } = $position;
  const marks = (nodeBefore?.marks ?? []).filter((mark) => nodeAfter && mark.isInSet(nodeAfter.marks));
  return marks.map((mark) => [...runOf(parent, $position.start(), position, mark), mark]);
}

function runOf(parent, start, position, mark) {
  let [from, to, at] = [position, position, start];
  let isRun = false;
  children(parent).forEach((child) => {
    const has = mark.isInSet(child.marks);
    if (has && !isRun && at <= position) {
      from = at;
    }
    isRun = has && (isRun || at <= position);
    to = isRun && at + child.nodeSize >= position ? at + child.nodeSize : to;
    at += child.nodeSize;
  });
  return [from, to];
}

function offsetAt({ doc, blocks }, range, side) {
  const position = range[side];
  const $position = doc.resolve(position);
  const index = Math.min($position.index(0), blocks.length - 1);
  const offset = blocks.slice(0, index).reduce((sum, { before, source }) => sum + before.length + source.length, 0) + blocks[index].before.length;
  const { node, source } = blocks[index];
  const blockStart = doc.resolve($position.posAtIndex(index, 0)).pos;
  const isWhole = range.from <= blockStart + firstText(node) && range.to >= blockStart + node.nodeSize - (node.nodeSize - lastText(node));
  const isSpread = doc.resolve(range.from).index(0) !== doc.resolve(range.to).index(0);
  const isAtEdge = side === 'from' ? position <= blockStart + firstText(node) : position >= blockStart + lastText(node);
  if (node.type.name === 'source_block') {
    return offset + Math.min(Math.max(0, position - blockStart - 1), source.length);
  }
  // From one block into another: with the signs that make it what it is.
  if (isAtEdge && (isSpread || (isWhole && !node.isTextblock))) {
    return offset + (side === 'from' ? 0 : source.length);
  }
  const found = probe(node, source, position - blockStart, marksAt(doc, range, side));
  return offset + (found ?? (side === 'from' ? 0 : source.length));
}

/** Where the text of a block begins and ends, counted from the block's own start. */
function firstText(node) {
  return node.isTextblock || node.isLeaf ? 1 : 1 + firstText(node.firstChild);
}

function lastText(node) {
  return node.isTextblock || node.isLeaf ? node.nodeSize - 1 : node.nodeSize - 1 - (node.lastChild.nodeSize - lastText(node.lastChild));
}

/** The marks that go beyond the range at one of its ends. */
function marksAt(doc, { from, to }, side) {
  const $position = doc.resolve(side === 'from' ? from : to);
  const inside = side === 'from' ? $position.nodeAfter : $position.nodeBefore;
  return (inside?.marks ?? []).filter((mark) => {
    const [start, end] = runOf($position.parent, $position.start(), side === 'from' ? $position.pos + 1 : $position.pos - 1, mark);
    return start < from || end > to;
  });
}

/** The offset in the source that is at a position in the block; null if there is none. */
function probe(node, source, position, marks) {
  const sign = PROBES.find((one) => !source.includes(one));
  const near = estimate(node, source, position);
  const offsets = Array.from({ length: source.length + 1 }, (_, offset) => offset)
    .sort((one, other) => Math.abs(one - near) - Math.abs(other - near));
  for (const offset of offsets.slice(0, MOST_PROBES)) {
    if (isAt(node, source.slice(0, offset) + sign + source.slice(offset), sign, position, marks)) {
      return offset;
    }
  }
  return null;
}

function isAt(node, source, sign, position, marks) {
  const [read, ...others] = readNodes(source);
  if (others.length > 0 || read?.type !== node.type) {
    return false;
  }
  let found = null;
  read.descendants((child, at) => {
    const index = child.isText ? child.text.indexOf(sign) : -1;
    found = index < 0 ? found : { at: at + index, marks: child.marks };
  });
  return found?.at === position - 1 && sameMarks(found.marks, marks) && read.replace(found.at, found.at + 1, Slice.empty).eq(node);
}

function sameMarks(one, other) {
  return one.length === other.length && one.every((mark) => mark.isInSet(other));
}

/** About where the position is: as far as the characters before it can be found one after the other. */
function estimate(node, source, position) {
  const text = node.textBetween(0, position - 1, '', '').replace(/\s/gu, '');
  let offset = 0;
  for (const character of text) {
    const next = source.indexOf(character, offset);
    offset = next < 0 ? offset : next + character.length;
  }
  return offset;
}
