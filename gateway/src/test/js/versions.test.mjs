import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { LANGUAGES } from '../../main/resources/static/strings/strings.mjs';
import {
  authorText, blockOffsets, changeOf, condensed, percent, shares, shownSpans, sourceOffsets, storyText,
} from '../../main/resources/static/versions/versions.mjs';

const EN = LANGUAGES.en;
const PERSON = { author: 'PERSON', version: 2 };
const AGENT = { author: 'AGENT', agent: 'generator', model: 'm', version: 1 };

const spans = (...pieces) => {
  let start = 0;
  return pieces.map(([text, by]) => {
    const span = { ...by, start, end: start + text.length };
    start = span.end;
    return span;
  });
};

describe('who wrote a version', () => {
  it('is the person, or an agent with its model', () => {
    assert.equal(authorText(PERSON, EN), EN.you);
    assert.equal(authorText(AGENT, EN), `${EN.agent.generator} · m`);
    assert.equal(authorText({ author: 'AGENT' }, EN), EN.agent.generator);
    assert.equal(authorText({ author: 'AGENT', agent: 'polisher', model: 'm' }, EN), 'polisher · m');
  });

  it('and why, in a few words', () => {
    assert.equal(storyText({ restored: 3, message: 'x' }, EN), EN.restoredFrom(3));
    assert.equal(storyText({ aside: true }, EN), EN.keptAside);
    assert.equal(storyText({ unfinished: true, message: 'x' }, EN), EN.unfinished);
    assert.equal(storyText({ author: 'AGENT', message: '短一点' }, EN), '短一点');
    assert.equal(storyText({ author: 'PERSON' }, EN), EN.editedByHand);
  });
});

describe('shares', () => {
  it('add up over all spans of an author, the largest first', () => {
    const all = shares(spans(['雾', PERSON], ['abc', AGENT], ['def', AGENT], ['x', PERSON]));

    assert.deepEqual(all.map(({ author, length, share }) => [author, length, share]), [['AGENT', 6, 0.75], ['PERSON', 2, 0.25]]);
  });

  it('of an empty text are none', () => assert.deepEqual(shares([]), []));

  it('are never rounded to nothing or to all', () => {
    assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(percent), [0, 1, 50, 99, 100]);
  });
});

describe('a shown character', () => {
  const at = (source, shown) => Array.from(sourceOffsets(source, shown), (offset) => source[offset]).join('');

  it('is found in its Markdown, marks left out', () => {
    const source = '## **雾**散之后\n\nSee [the market](https://example.org/x), ~~no~~.';

    assert.equal(at(source, '雾散之后\nSee the market, no.'), '雾散之后\nSee the market, no.');
  });

  it('that is not in it stands where the one before does', () => {
    assert.deepEqual([...sourceOffsets('- [x] done', '☑ done')].slice(-4), [6, 7, 8, 9]);
  });

  it('is not looked for too far away', () => {
    const source = `a${'b'.repeat(5000)}c`;

    assert.deepEqual([...sourceOffsets(source, 'acb')], [0, 0, 1]);
  });
});

describe('the pieces of a shown text', () => {
  it('belong to the spans of their source', () => {
    const source = 'I saw **fog** and 雨。';
    const all = spans(['I saw **f', AGENT], ['og** an', PERSON], ['d 雨。', AGENT]);
    const shown = 'I saw fog and 雨。';

    const pieces = shownSpans(all, sourceOffsets(source, shown));

    assert.deepEqual(pieces.map(({ start, end, span }) => [shown.slice(start, end), span.author]), [
      ['I saw f', 'AGENT'], ['og an', 'PERSON'], ['d 雨。', 'AGENT'],
    ]);
  });

  it('of a later block count from where it begins', () => {
    const all = spans(['one\n\n', AGENT], ['two', PERSON]);

    assert.equal(shownSpans(all, sourceOffsets('two', 'two'), 5)[0].span.author, 'PERSON');
  });
});

describe('blocks', () => {
  it('stand in the lines that they name', () => {
    const markdown = '# a\r\n\r\nb\nc\n\nd';

    assert.deepEqual(blockOffsets(markdown, [0, 2, 5]).map(({ start, end }) => markdown.slice(start, end)), ['# a\r\n\r\n', 'b\nc\n\n', 'd']);
  });
});

describe('a comparison', () => {
  it('leaves out what is long and unchanged, and loses nothing', () => {
    const long = '雾'.repeat(2000);
    const parts = [{ op: 'equal', text: long }, { op: 'insert', text: 'x' }, { op: 'equal', text: long }, { op: 'delete', text: 'y' }, { op: 'equal', text: 'end' }];

    const short = condensed(parts, 10);

    assert.deepEqual(short.map(({ op, text }) => `${op} ${text.length}`), [
      'gap 1990', 'equal 10', 'insert 1', 'equal 10', 'gap 1980', 'equal 10', 'delete 1', 'equal 3',
    ]);
    assert.equal(short.map(({ text }) => text).join(''), parts.map(({ text }) => text).join(''));
  });

  it('cuts no character in two', () => {
    const long = '😀'.repeat(100);

    for (const { text } of condensed([{ op: 'insert', text: 'x' }, { op: 'equal', text: long }, { op: 'insert', text: 'x' }], 7)) {
      assert.equal(text.isWellFormed(), true);
    }
  });

  it('counts what changed as people count characters', () => {
    assert.deepEqual(changeOf([{ op: 'insert', text: '😀a' }, { op: 'equal', text: 'b' }, { op: 'delete', text: '雾' }]), { inserted: 2, deleted: 1 });
  });
});
