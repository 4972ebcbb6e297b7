// A passage that somebody selects, and where it is in the Markdown.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { numbers, randomTexts } from './random-texts.mjs';
import { skip } from './webjars.mjs';

const page = '../../main/resources/static/editor';
const { passageAt } = skip ? {} : await import(`${page}/passage.mjs`);
const { placeAt } = skip ? {} : await import(`${page}/places.mjs`);
const { readDocument } = skip ? {} : await import(`${page}/read-document.mjs`);

/** The Markdown of what somebody selects from the first of these words to the second. */
function selected(markdown, first, last = first) {
  const { doc } = readDocument(markdown);
  const find = (text, isEnd) => {
    let found;
    doc.descendants((node, at) => {
      const index = node.isTextblock ? node.textBetween(0, node.content.size, '', '\ufffc').indexOf(text) : -1;
      found ??= index < 0 ? undefined : at + 1 + index + (isEnd ? text.length : 0);
    });
    return placeAt(doc, found);
  };
  const passage = passageAt(markdown, { from: find(first, false), to: find(last, true) });
  assert.equal(passage.text, markdown.slice(passage.start, passage.end));
  return passage.text;
}

describe('a selected passage', { skip }, () => {
  it('is what stands there in the Markdown', () => {
    assert.equal(selected('# One\n\nTwo three four.\n', 'three'), 'three');
    assert.equal(selected('# One\n\nTwo three four.\n', 'One'), 'One');
    assert.equal(selected('一\n\n今天天气真好。', '天气'), '天气');
    assert.equal(selected('- a\n- b c\n  - d', 'b c'), 'b c');
    assert.equal(selected('|a|b|\n|-|-|\n|x y|z|', 'x y'), 'x y');
    assert.equal(selected('> a\n> b', 'b'), 'b');
    assert.equal(selected('```\nx = 1\n```', 'x = 1'), 'x = 1');
  });

  it('is found where the same word stands more than once', () => {
    assert.equal(selected('[no](http://no.no/no) and no end', 'no end'), 'no end');
    assert.equal(selected('a\\*a &amp; b *a* a', '& b'), '&amp; b');
  });

  it('has whole marks', () => {
    assert.equal(selected('a **bold text** b', 'text b'), '**bold text** b');
    assert.equal(selected('a **bold text** b', 'bold text'), '**bold text**');
    assert.equal(selected('a **bold text** b', 'text'), 'text');
    assert.equal(selected('a [the link](http://x.y) b', 'a the'), 'a [the link](http://x.y)');
    assert.equal(selected('so $a + b$ is', '+ b$ is'), '$a + b$ is');
    assert.equal(selected('**注意：**周一', '意：周'), '**注意：**周');
  });

  it('has the signs of its blocks if it goes over several', () => {
    assert.equal(selected('Zero\n\n# One\n\nTwo three', 'One', 'Two'), '# One\n\nTwo');
    assert.equal(selected('One\n\n- two\n- three\n\nfour', 'One', 'three'), 'One\n\n- two\n- three');
  });

  it('is never cut out wrongly, whatever the text is', () => {
    const next = numbers(3);
    for (const markdown of randomTexts(400, 5)) {
      const { doc } = readDocument(markdown);
      const [one, other] = [next(doc.content.size), next(doc.content.size)].sort((a, b) => a - b);
      const passage = passageAt(markdown, { from: placeAt(doc, one), to: placeAt(doc, other) });
      if (passage) {
        assert.equal(markdown.slice(passage.start, passage.end), passage.text);
        assert.ok(passage.start < passage.end);
      }
    }
  });
});
