// Writes a document as Markdown. What the person did not change is written as it was, byte by byte: the text is theirs.

import { readDocument } from './read-document.mjs';
import { shape, shapes, visible } from './shape.mjs';
import { writeBlock } from './write-blocks.mjs';

const GAP = '\n\n';

/** What is read again, to check it, reaches so many blocks beyond a changed one. */
const BEYOND = 2;

/**
 * @param doc the document
 * @param origin {blocks, after} from which it was read, see readDocument
 */
export function writeDocument(doc, origin) {
  const found = matches(visible(doc), origin.blocks);
  // A block can be read differently beside a changed one. Then more is written anew, until it is read rightly.
  const attempts = [
    () => assemble(found, origin),
    () => assemble(found, origin, { apart: true }),
    () => assemble(withNeighbours(found), origin, { apart: true }),
    () => assemble(found.map((one) => ({ ...one, block: null })), origin, { apart: true }),
  ];
  for (const attempt of attempts) {
    const pieces = attempt();
    if (isRight(pieces)) {
      return joined(pieces);
    }
  }
  return joined(assemble(found, origin, { apart: true }));
}

function joined(pieces) {
  return pieces.map(({ gap, text }) => gap + text).join('');
}

/** Whether each changed block is read as it is meant, and those around it as well. */
function isRight(pieces) {
  for (let index = 0; index < pieces.length; index++) {
    if (pieces[index].isChanged) {
      const start = Math.max(0, index - BEYOND);
      let end = index;
      for (let near = index; near < pieces.length && near <= end + BEYOND; near++) {
        end = pieces[near].isChanged ? near : end;
      }
      const part = pieces.slice(start, end + BEYOND + 1).filter(({ node }) => node);
      const read = shapes(readDocument(joined(part)).doc).join('\n');
      if (read !== part.map(({ node }) => shape(node)).join('\n')) {
        return false;
      }
      index = end;
    }
  }
  return true;
}

function withNeighbours(found) {
  return found.map((one, index) => {
    const isBeside = isChanged(found[index - 1]) || isChanged(found[index + 1]) || isSeam(found, index) || isSeam(found, index + 1);
    return isBeside ? { ...one, block: null } : one;
  });
}

/** Whether something between a block and the one before it has gone. */
function isSeam(found, index) {
  return index > 0 && index < found.length && found[index].place !== found[index - 1].place + 1;
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

/**
 * The blocks as they are written: {node, gap, text, isChanged}, and at the end what follows them.
 *
 * @param options.apart whether there is an empty line beside each changed block
 */
function assemble(found, { blocks, after }, { apart = false } = {}) {
  const eol = blocks.some(({ before, source }) => /\r\n/u.test(before) || /\r\n/u.test(source)) ? '\r\n' : '\n';
  const pieces = found.map(({ node, block, place }, index) => {
    const before = found[index - 1];
    const isKept = place !== null && place > 0 && before?.place === place - 1 && !(apart && !(block && before.block));
    const first = blocks[0]?.before.replace(/[ \t]+$/u, '') ?? '';
    const gap = index === 0 ? (block && place === 0 ? block.before : first) : isKept ? blocks[place].before : GAP.replaceAll('\n', eol);
    const text = block ? block.source : writeBlock(node, before?.node).replaceAll('\n', eol);
    return { node, gap, text, isChanged: !block || isSeam(found, index) };
  });
  return pieces.length > 0 ? [...pieces, { node: null, gap: '', text: after, isChanged: false }] : [];
}

/** The Markdown of a part of a document, for the clipboard. */
export function writeNodes(nodes) {
  return nodes.map((node, index) => writeBlock(node, nodes[index - 1])).join(GAP);
}
