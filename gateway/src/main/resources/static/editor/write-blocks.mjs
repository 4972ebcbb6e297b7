// Writes one block of a document as Markdown.

import { readNodes } from './read-document.mjs';
import { children, isTight, visible } from './shape.mjs';
import { writeInline } from './write-inline.mjs';

/** A line in a list could be read as an item. */
const RULE_IN_LIST = '___';

const OTHER_MARK = { '-': '*', '*': '-', '+': '-', '.': ')', ')': '.' };

/** The Markdown of a block. `before` is the block before it: a list beside a list needs another mark. */
export function writeBlock(node, before = null, inList = false) {
  switch (node.type.name) {
    case 'heading':
      return `${'#'.repeat(node.attrs.level)} ${inline(node, '<br>', (text) => `${'#'.repeat(node.attrs.level)} ${text}`)}`.trimEnd();
    case 'blockquote':
      return writeBlocks(visible(node), '\n\n', inList).split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
    case 'bullet_list':
    case 'ordered_list':
      return list(node, before);
    case 'code_block':
      return fence(node);
    case 'source_block':
      return node.textContent;
    case 'horizontal_rule':
      return inList ? RULE_IN_LIST : node.attrs.source;
    case 'table':
      return table(node);
    default:
      return inline(node, '\n', (text) => (inList ? `- ${text.replaceAll('\n', '\n  ')}` : text));
  }
}

function writeBlocks(nodes, gap, inList) {
  return nodes.map((node, index) => (index > 0 ? gap : '') + writeBlock(node, nodes[index - 1], inList)).join('');
}

/** @param around (markdown) => the text in a block of its kind */
function inline(block, lineBreak, around) {
  return writeInline(block, { lineBreak }, (markdown, see) => {
    const nodes = readNodes(around(markdown));
    return nodes.length === 1 && only(nodes[0])?.type === block.type && see(only(nodes[0])) === see(block);
  });
}

/** The only textblock in a block. */
function only(node) {
  return node.isTextblock ? node : node.childCount === 1 ? only(node.firstChild) : null;
}

function list(node, before) {
  const isOrdered = node.type.name === 'ordered_list';
  const wanted = node.attrs.mark ?? (isOrdered ? '.' : '-');
  const mark = before?.type === node.type && markOf(before) === wanted ? OTHER_MARK[wanted] : wanted;
  // What is written is also what the list after this one sees.
  marks.set(node, mark);
  const tight = isTight(node);
  const items = children(node).map((item, index) => {
    const sign = isOrdered ? `${node.attrs.start + index}${mark} ` : `${mark} `;
    const blocks = writeBlocks(visible(item), tight ? '\n' : '\n\n', true);
    return `${sign}${blocks.replace(/\n(?!\n|$)/gu, `\n${' '.repeat(sign.length)}`)}`.trimEnd();
  });
  return items.join(tight ? '\n' : '\n\n');
}

const marks = new WeakMap();

function markOf(list) {
  return marks.get(list) ?? list.attrs.mark;
}

function fence({ attrs: { info }, textContent }) {
  const sign = info.includes('`') ? '~' : '`';
  const longest = Math.max(2, ...(textContent.match(new RegExp(`${sign}+`, 'gu')) ?? []).map((signs) => signs.length));
  const line = sign.repeat(longest + 1);
  return `${line}${info}\n${textContent === '' ? '' : `${textContent}\n`}${line}`;
}

function table(node) {
  const rows = children(node).map((row) => children(row).map(cell));
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const signs = { left: ':---', center: ':---:', right: '---:' };
  const rule = children(node.firstChild).map(({ attrs: { align } }) => signs[align] ?? '---');
  return [line(rows[0]), line(rule), ...rows.slice(1).map(line)].join('\n');
}

function cell(node) {
  const inTable = (text) => text.replaceAll('|', '\\|').trim();
  const markdown = writeInline(node, { lineBreak: '<br>', isCell: true }, (text, see) => {
    const [read, ...others] = readNodes(`| ${inTable(text)} |\n|---|`);
    return others.length === 0 && read?.type.name === 'table' && read.firstChild.childCount === 1
      && see(read.firstChild.firstChild) === see(node);
  });
  return inTable(markdown);
}
