import assert from 'node:assert/strict';
import { it } from 'node:test';

import { applyPatch } from '../../main/resources/static/json-patch.mjs';

const patched = (document, ...operations) => applyPatch(document, operations);

it('adds a member, whether it was there or not', () => {
  assert.deepEqual(patched({}, { op: 'add', path: '/a', value: 1 }), { a: 1 });
  assert.deepEqual(patched({ a: 1 }, { op: 'add', path: '/a', value: { b: 2 } }), { a: { b: 2 } });
});

it('adds to arrays, in between and at the end', () => {
  assert.deepEqual(patched({ a: [1, 3] }, { op: 'add', path: '/a/1', value: 2 }), { a: [1, 2, 3] });
  assert.deepEqual(patched({ a: [1] }, { op: 'add', path: '/a/-', value: 2 }), { a: [1, 2] });
});

it('replaces and removes what is there', () => {
  assert.deepEqual(patched({ a: { b: 1, c: 2 } }, { op: 'replace', path: '/a/b', value: 3 }), { a: { b: 3, c: 2 } });
  assert.deepEqual(patched({ a: [1, 2] }, { op: 'remove', path: '/a/0' }), { a: [2] });
  assert.deepEqual(patched({ a: 1, b: 2 }, { op: 'remove', path: '/a' }), { b: 2 });
});

it('moves, copies and tests', () => {
  assert.deepEqual(patched({ a: 1 }, { op: 'move', from: '/a', path: '/b' }), { b: 1 });
  assert.deepEqual(patched({ a: [1] }, { op: 'copy', from: '/a', path: '/b' }), { a: [1], b: [1] });
  assert.deepEqual(patched({ a: [1] }, { op: 'test', path: '/a', value: [1] }), { a: [1] });
  assert.throws(() => patched({ a: [1] }, { op: 'test', path: '/a', value: [2] }));
});

it('reads pointers as RFC 6901 has them', () => {
  assert.deepEqual(patched({}, { op: 'add', path: '/a~1b~0c', value: 1 }), { 'a/b~c': 1 });
  assert.deepEqual(patched({ a: 1 }, { op: 'add', path: '', value: { b: 1 } }), { b: 1 });
});

it('refuses what does not fit', () => {
  assert.throws(() => patched({}, { op: 'replace', path: '/a', value: 1 }));
  assert.throws(() => patched({}, { op: 'remove', path: '/a' }));
  assert.throws(() => patched({}, { op: 'add', path: '/a/b', value: 1 }));
  assert.throws(() => patched({ a: [] }, { op: 'add', path: '/a/1', value: 1 }));
  assert.throws(() => patched({}, { op: 'add', path: '/__proto__/b', value: 1 }));
  assert.throws(() => patched({}, { op: 'nonsense', path: '/a' }));
});
