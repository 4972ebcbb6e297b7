// What a person sees of a document, as a string. Two documents that look the same have the same shape, whatever marks
// they are written with. So the writer can check that a text is read as the document that it was made from.

const SPACES_AT_LINES = /^[ \t]+|[ \t]+$|[ \t]*(\n)[ \t]*/gu;
const LISTS = ['bullet_list', 'ordered_list'];
/** What can follow a text in a tight list without an empty line between. */
const INTERRUPTS = [...LISTS, 'blockquote', 'code_block', 'heading'];

/** The shapes of the blocks that can be seen. An empty paragraph cannot be written in Markdown. */
export function shapes(node) {
  return visible(node).map(shape);
}

/** The blocks that can be written. */
export function visible(node) {
  return children(node).filter(isVisible);
}

export function isVisible(node) {
  return node.type.name !== 'paragraph' || children(node).some(({ isText, text }) => !isText || /[^ \t\n]/u.test(text));
}

/** Whether there are no empty lines in a list. Between two paragraphs of an item there has to be one. */
export function isTight(list) {
  return list.attrs.tight && children(list).every((item) =>
    visible(item).every(({ type, attrs }, index) =>
      index === 0 || (INTERRUPTS.includes(type.name) && (type.name !== 'ordered_list' || attrs.start === 1))));
}

/** A list of one short item looks the same in both ways. */
function showsTightness(list) {
  return list.childCount > 1 || visible(list.firstChild).length > 1;
}

export function shape(node) {
  const { type, attrs } = node;
  switch (type.name) {
    case 'code_block':
      return `code(${attrs.info.trim()}|${node.textContent.replace(/[ \t\n]+$/u, '')})`;
    case 'source_block':
      return `source(${node.textContent.trim()})`;
    case 'horizontal_rule':
      return 'rule()';
    case 'table':
      return `table(${children(node).map((row) => children(row).map((cell) => `${cell.attrs.align}:${inlineShape(cell)}`).join('|')).join('/')})`;
    case 'bullet_list':
    case 'ordered_list':
      return `${type.name}${attrs.start ?? ''}${showsTightness(node) && isTight(node)}(${children(node).map((item) => shapes(item).join()).join(';')})`;
    case 'blockquote':
      return `quote(${shapes(node).join()})`;
    default:
      return `${type.name}${attrs.level ?? ''}(${inlineShape(node)})`;
  }
}

/** A textblock's text with its marks. Spaces have none, and at the ends of a line there are none. */
export function inlineShape(block) {
  let result = '';
  children(block).forEach((node) => {
    const marks = node.marks.filter(({ type }) => type.name !== 'formula').map(markShape).sort().join();
    const content = leafShape(node);
    result += marks === '' ? content : content.replace(/[^\s]/gu, (character) => `${character}\u0001${marks}\u0002`);
  });
  return result.replace(SPACES_AT_LINES, '$1');
}

/** A textblock's text without marks. */
export function wordsOf(block) {
  return children(block).map(leafShape).join('').replace(SPACES_AT_LINES, '$1');
}

function markShape({ type, attrs }) {
  return type.name === 'link' ? `link ${attrs.href} ${attrs.title ?? ''}` : type.name === 'raised' ? attrs.tag : type.name;
}

function leafShape({ type, attrs, text }) {
  switch (type.name) {
    case 'hard_break':
      return '\n';
    case 'tick':
      return attrs.done ? '☑' : '☐';
    case 'footnote':
      return `\u0003${attrs.label}\u0004`;
    case 'image':
      return `\u0005${attrs.src} ${attrs.title ?? ''} ${attrs.text}\u0006`;
    default:
      return text;
  }
}

export function children(node) {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}
