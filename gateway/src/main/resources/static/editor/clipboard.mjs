// What is pasted is cleaned: of its marks stay those that the dialect has. What is copied is Markdown, as text.

import { Slice } from 'prosemirror-model';
import { cleaned } from '../text/markdown.mjs';
import { readDocument } from './read-document.mjs';
import { schema } from './schema.mjs';
import { writeNodes } from './write-document.mjs';
import { children } from './shape.mjs';

export const clipboard = {
  transformPastedHTML: (html) => cleaned(html),
  clipboardTextParser: (text, $context, plain) => (plain || $context.parent.type.spec.code ? undefined : sliceOf(text)),
  clipboardTextSerializer: (slice) => textOf(slice),
};

/** A line joins the text around it; more is put in as it is. */
function sliceOf(markdown) {
  const { doc } = readDocument(markdown);
  return doc.childCount === 1 && doc.firstChild.type === schema.nodes.paragraph ? new Slice(doc.content, 1, 1) : new Slice(doc.content, 0, 0);
}

function textOf({ content, openStart }) {
  const nodes = children(content);
  const isPart = nodes.length === 1 && nodes[0].isTextblock && openStart > 0;
  if (isPart || !nodes.every(({ isBlock, type }) => isBlock && schema.nodes.doc.contentMatch.matchType(type))) {
    return content.textBetween(0, content.size, '\n\n', (leaf) => (leaf.type === schema.nodes.hard_break ? '\n' : ''));
  }
  return writeNodes(nodes);
}
