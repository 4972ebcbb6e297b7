// The text belongs to the person: what they did not change in the editor is saved byte by byte.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { numbers, randomTexts } from './random-texts.mjs';
import { skip } from './webjars.mjs';

const page = '../../main/resources/static/editor';
const { readDocument } = skip ? {} : await import(`${page}/read-document.mjs`);
const { writeDocument } = skip ? {} : await import(`${page}/write-document.mjs`);
const { shapes } = skip ? {} : await import(`${page}/shape.mjs`);
const { schema } = skip ? {} : await import(`${page}/schema.mjs`);
const table = JSON.parse(
  readFileSync(new URL('../../../../markdown/src/test/resources/io/quillmesh/markdown/dialect.json', import.meta.url)));
const TEXTS = [...table.map(({ markdown }) => markdown), ...randomTexts(1500)];

const NOTHING = { blocks: [], after: '' };
const seen = (markdown) => shapes(readDocument(markdown).doc).join('\n');
const save = (markdown, change) => {
  const origin = readDocument(markdown);
  return writeDocument(change(origin.doc), origin);
};
const withBlock = (doc, index, node) => doc.copy(doc.content.replaceChild(index, node));
const typed = (node, text) => node.copy(node.content.addToEnd(schema.text(text)));

describe('the editor', { skip }, () => {
  it('saves a text that nobody changed as it was', () => {
    for (const markdown of TEXTS) {
      const origin = readDocument(markdown);
      assert.equal(origin.blocks.map(({ before, source }) => before + source).join('') + origin.after, markdown);
      if (shapes(origin.doc).length > 0) {
        assert.equal(writeDocument(origin.doc, origin), markdown);
      }
    }
  });

  it('writes a text anew so that it is read as the same text, and then always the same', () => {
    for (const markdown of TEXTS) {
      const anew = writeDocument(readDocument(markdown).doc, NOTHING);
      assert.equal(seen(anew), seen(markdown), JSON.stringify(markdown));
      assert.equal(writeDocument(readDocument(anew).doc, NOTHING), anew, JSON.stringify(markdown));
    }
  });

  it('leaves the bytes of all other blocks alone when one is changed', () => {
    const next = numbers(7);
    let changes = 0;
    for (const markdown of TEXTS) {
      const origin = readDocument(markdown);
      const index = next(origin.blocks.length);
      const block = origin.blocks[index];
      // Beside a tight neighbour or an unclosed block, more than one block has to be written anew.
      const isApart = origin.blocks.slice(1).every(({ before }) => /\n[ \t]*\r?\n/u.test(before));
      if (!block?.node.isTextblock || block.node.type.spec.code || !isApart || origin.blocks.length < 2) {
        continue;
      }
      const saved = writeDocument(withBlock(origin.doc, index, typed(block.node, '新X')), origin);
      const before = origin.blocks.slice(0, index).map((one) => one.before + one.source).join('') + block.before;
      const after = origin.blocks.slice(index + 1).map((one) => one.before + one.source).join('') + origin.after;
      assert.ok(saved.startsWith(before) && saved.endsWith(after), `${JSON.stringify(markdown)} -> ${JSON.stringify(saved)}`);
      changes++;
    }
    assert.ok(changes > 100, String(changes));
  });

  it('writes no backslash that is not needed', () => {
    const change = (text) => (doc) => withBlock(doc, 0, schema.nodes.paragraph.create(null, schema.text(text)));
    for (const text of ['2 * 3 = 6 (about) 20~30镑，花了$5。', '“好。”他说：a_b_c！', 'C# & <T> [1] https', '第1. 条 - 说明', 'a | b']) {
      assert.equal(save('x', change(text)), text);
    }
    assert.equal(save('x', change('1. a and 2. b')), '1\\. a and 2. b');
    assert.equal(save('x', change('- a - b')), '\\- a - b');
    assert.equal(save('x', change('# no *title*')), '\\# no \\*title\\*');
    assert.equal(save('x', change('[a](b)')), '[a\\](b)');
  });

  it('keeps what it cannot show as it is written', () => {
    const markdown = '# A\n\nx^2^ [^1] $a_b$ <sub>2</sub> ![i](http://p/q.png) <b>raw</b>\n\n[^1]: note *a*\n\n\\[\nx\n\\]\n';
    const saved = save(markdown, (doc) => withBlock(doc, 1, typed(doc.child(1), ' end')));
    assert.equal(saved, markdown.replace('</b>', '</b> end'));
  });

  it('keeps the style of a list and of a table when something in it changes', () => {
    const list = '* a\n* b\n  1) c\n  2) d\n\nend';
    assert.equal(save(list, (doc) => withBlock(doc, 1, schema.nodes.paragraph.create(null, schema.text('END')))), '* a\n* b\n  1) c\n  2) d\n\nEND');
    const item = (doc) => doc.copy(doc.content.replaceChild(0, doc.firstChild.copy(doc.firstChild.content.replaceChild(0,
      schema.nodes.list_item.create(null, schema.nodes.paragraph.create(null, schema.text('new')))))));
    assert.equal(save(list, item), '* new\n* b\n  1) c\n  2) d\n\nend');
  });

  it('keeps Windows line ends', () => {
    assert.equal(save('# A\r\n\r\nb\r\nc\r\n', (doc) => withBlock(doc, 1, typed(doc.child(1), 'd'))), '# A\r\n\r\nb\r\ncd\r\n');
  });

  it('separates lists between which a text was deleted, and leaves the rest alone', () => {
    const remove = (doc) => doc.copy(doc.content.cut(0, doc.content.size).replaceChild(2, schema.nodes.paragraph.create()));
    assert.equal(save('__a__\n\n- b\n\nc\n\n- d\n\n__e__\n', remove), '__a__\n\n- b\n\n* d\n\n__e__\n');
    assert.equal(save('__a__\n\nb\n\nc\n\nd\n', remove), '__a__\n\nb\n\nd\n');
  });

  it('separates lists that would become one', () => {
    const list = (text) => schema.nodes.bullet_list.create(null, schema.nodes.list_item.create(null, schema.nodes.paragraph.create(null, schema.text(text))));
    assert.equal(writeDocument(schema.nodes.doc.create(null, [list('a'), list('b'), list('c')]), NOTHING), '- a\n\n* b\n\n- c');
  });

  it('keeps the words where no marks can express the emphasis', () => {
    const doc = schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, [
      schema.text('a'), schema.text('.b', [schema.mark('strong')]), schema.text('c')]));
    assert.equal(writeDocument(doc, NOTHING), 'a.**b**c');
  });
});
