import assert from 'node:assert/strict';
import { it } from 'node:test';

import { headingLevels } from '../../main/resources/static/text/prose.mjs';

const levels = (...written) => written.map(headingLevels());

it('headings of a text come below the page’s, with no level left out on the way down', () => {
  assert.deepEqual(levels(1, 2, 3, 2, 1), [2, 3, 4, 3, 2]);
  assert.deepEqual(levels(1, 1), [2, 2]);
  assert.deepEqual(levels(2, 1, 2), [2, 2, 3]);
  assert.deepEqual(levels(1, 4, 2), [2, 3, 3]);
  assert.deepEqual(levels(3, 3), [2, 2]);
  assert.deepEqual(levels(1, 2, 3, 4, 5, 6), [2, 3, 4, 5, 6, 6]);
});
