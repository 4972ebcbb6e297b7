import assert from 'node:assert/strict';
import { it } from 'node:test';

import { applyPatch } from '../../main/resources/static/client/json-patch.mjs';

const patched = (document, ...operations) => applyPatch(document, operations);

it('adds a member, whether it was there or not', () => {
  assert.deepEqual(patched({}, { op: 'add', path: '/a', value: 1 }), { a: 1 });
  assert.deepEqual(patched({ a: 1 }, { op: 'add', path: '/a', value: { b: 2 } }), { a: { b: 2 } });
});

it('applies operations in their order and leaves the given document as it was', () => {
  const document = { a: 1 };
  const operations = [1, 2].map((value) => ({ op: 'add', path: '/b', value }));
  assert.deepEqual(patched(document, ...operations), { a: 1, b: 2 });
  assert.deepEqual(document, { a: 1 });
});

it('refuses what the server never sends', () => {
  for (const path of ['', 'a', '/', '/a/b', '/a~1b', undefined]) {
    assert.throws(() => patched({ a: {} }, { op: 'add', path, value: 1 }), `${path}`);
  }
  for (const op of ['replace', 'remove', 'move', 'copy', 'test', 'nonsense', undefined]) {
    assert.throws(() => patched({ a: 1 }, { op, path: '/a', from: '/a', value: 1 }), op);
  }
});
