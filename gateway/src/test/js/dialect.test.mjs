// The page's half of the dialect. The table is in the module markdown, where DialectTest reads it for the other half.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { skip } from './webjars.mjs';

const { readBlocks } = skip ? {} : await import('../../main/resources/static/text/dialect.mjs');
const table = JSON.parse(
  readFileSync(new URL('../../../../markdown/src/test/resources/io/quillmesh/markdown/dialect.json', import.meta.url)));

const html = (markdown) => readBlocks(markdown).map((block) => block.html).join('');

describe('the page reads a text as the table says:', { skip }, () => {
  table.forEach((row) => it(row.name, () => assert.equal(html(row.markdown), row.html)));
});

describe('the page', { skip }, () => {
  it('knows in which line each block begins', () => {
    assert.deepEqual(readBlocks('# a\n\nb\nc\n$$\n1\n$$\n- d\n\n  e\n\n> f').map((block) => block.line), [0, 2, 4, 7, 11]);
  });

  it('reads texts that are hard to read', () => {
    const pieces = ['*', '*a ', 'a* ', '*a _', '_', '~~a ', '[', ']', '[a](', '![', '<', '<a ', '<a@', '> ', '- ', '`a``', '$', '\\(',
      '$$a\n', 'http://', '&#', '[^a]', 'a\n', '|', '**好：**'];
    for (const piece of pieces) {
      assert.notEqual(html(piece.repeat(20_000)), '', piece);
    }
  });
});
