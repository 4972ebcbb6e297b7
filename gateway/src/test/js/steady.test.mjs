// While a text is written, no block becomes one of another kind.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closed, steady } from '../../main/resources/static/text/steady.mjs';
import { skip } from './webjars.mjs';

const { readBlocks } = skip ? {} : await import('../../main/resources/static/text/dialect.mjs');

const TEXT = `# A title

Some text with **bold** words
and a second line.
- a list right behind it
- with two items
  - and one within

1. First
2. Second

| Name | Number |
|------|-------:|
| a | 1 |
| b | 2 |

\`\`\`js
const x = 1;

- not a list
\`\`\`

> A quote
> | in | it |
> |---|---|
> | 1 | 2 |

* * *

~~~
more code
~~~

The end.
`;

const kinds = (text) => readBlocks(text).map(({ html }) => /<(\w+)/u.exec(html)[1]);

describe('a text that is being written', { skip }, () => {
  it('has blocks that stay what they are', () => {
    let before = [];
    for (let length = 1; length <= TEXT.length; length++) {
      const now = kinds(steady(TEXT.slice(0, length)));
      const seen = before.slice(0, now.length);
      assert.deepEqual(now.slice(0, seen.length), seen, JSON.stringify(TEXT.slice(0, length)));
      assert.ok(now.length >= before.length, `a block has gone: ${JSON.stringify(TEXT.slice(0, length))}`);
      before = now;
    }
    assert.deepEqual(before, kinds(TEXT));
  });

  it('does not hold back words', () => {
    for (const text of ['A', '2 * 3', '**bo', '- item', '1. item', 'a | b', '```\nx = `', '第1章']) {
      assert.equal(steady(text), text);
    }
  });

  it('can be followed by a text that is not code', () => {
    assert.equal(closed('a\n```js\nb'), 'a\n```js\nb\n```\n');
    assert.equal(closed('a\n```\nb\n```'), 'a\n```\nb\n```');
  });
});
