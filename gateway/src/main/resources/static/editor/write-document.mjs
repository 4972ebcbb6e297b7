// Writes a document as Markdown. What the person did not change is written as it was, byte by byte: the text is theirs.

import { readDocument } from './read-document.mjs';
import { shapes, visible } from './shape.mjs';
import { writeBlock } from './write-blocks.mjs';

const GAP = '\n\n';

/**
 * @param doc the document
 * @param origin {blocks, after} from which it was read, see readDocument
 */
export function writeDocument(doc, origin) {
  const wanted = shapes(doc).join('\n');
  const isRight = (markdown) => shapes(readDocument(markdown).doc).join('\n') === wanted;
  const found = matches(visible(doc), origin.blocks);
  const first = assemble(found, origin);
  // A block can be read differently beside a changed one. Then more is written anew, until it is read rightly.
  if (found.every(({ block }) => block) || isRight(first)) {
    return first;
  }
  const separated = assemble(found, origin, { apart: true });
  if (isRight(separated)) {
    return separated;
  }
  const beside = found.map((one, index) =>
    (one.block && (isChanged(found[index - 1]) || isChanged(found[index + 1])) ? { ...one, block: null } : one));
  const wider = assemble(beside, origin, { apart: true });
  if (isRight(wider)) {
    return wider;
  }
  const anew = assemble(found.map((one) => ({ ...one, block: null })), origin, { apart: true });
  return isRight(anew) ? anew : separated;
}

function isChanged(one) {
  return one !== undefined && !one.block;
}

/**
 * For each node the block that it was read from, if it is the same, or else the one whose place it has.
 *
 * @return [{node, block, place}]
 */
function matches(nodes, blocks) {
  const found = nodes.map((node) => ({ node, block: null, place: null }));
  const limit = Math.min(nodes.length, blocks.length);
  let start = 0;
  while (start < limit && nodes[start].eq(blocks[start].node)) {
    found[start].block = start;
    start++;
  }
  let end = 0;
  while (end < limit - start && nodes.at(-1 - end).eq(blocks.at(-1 - end).node)) {
    end++;
    found.at(-end).block = blocks.length - end;
  }
  between(found, start, nodes.length - end, blocks, start, blocks.length - end);
  return found.map(({ node, block, place }) => ({ node, block: blocks[block] ?? null, place: block ?? place }));
}

/** The changed middle: blocks keep their order, so each node looks only behind the block of the one before. */
function between(found, from, to, blocks, first, last) {
  let next = first;
  let changed = from;
  const pair = (until, blockUntil) => {
    if (until - changed === blockUntil - next) {
      for (let index = changed; index < until; index++) {
        found[index].place = next + index - changed;
      }
    }
  };
  for (let index = from; index < to; index++) {
    const same = blocks.findIndex(({ node }, at) => at >= next && at < last && node.eq(found[index].node));
    if (same >= 0) {
      pair(index, same);
      found[index].block = same;
      next = same + 1;
      changed = index + 1;
    }
  }
  pair(to, last);
}

/** @param options.apart whether there is an empty line beside each changed block */
function assemble(found, { blocks, after }, { apart = false } = {}) {
  const eol = blocks.some(({ before, source }) => /\r\n/u.test(before + source)) ? '\r\n' : '\n';
  let result = found.length > 0 ? (blocks[0]?.before.replace(/[ \t]+$/u, '') ?? '') : '';
  found.forEach(({ node, block, place }, index) => {
    const before = found[index - 1];
    if (index === 0) {
      result = block && place === 0 ? block.before : result;
    } else if (place !== null && place > 0 && before.place === place - 1 && !(apart && !(block && before.block))) {
      result += blocks[place].before;
    } else {
      result += GAP.replaceAll('\n', eol);
    }
    result += block ? block.source : writeBlock(node, before?.node).replaceAll('\n', eol);
  });
  return result + (found.length > 0 ? after : '');
}

/** The Markdown of a part of a document, for the clipboard. */
export function writeNodes(nodes) {
  return nodes.map((node, index) => writeBlock(node, nodes[index - 1])).join(GAP);
}
