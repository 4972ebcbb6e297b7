import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';

import { HttpError, Session } from '../../main/resources/static/session.mjs';

const HOUR = 3_600_000;
let now;
let asked;
let answers;
let kept;

beforeEach(() => {
  now = 1_000_000;
  asked = [];
  answers = [];
  kept = new Map();
});

const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };

const session = () =>
  new Session({
    storage,
    now: () => now,
    fetch: async (path, { method, headers }) => {
      asked.push([method, path, headers.Authorization]);
      const status = answers.shift() ?? 200;
      const body = path === '/v1/sessions'
        ? { token: `token-${asked.length}`, expiresAt: new Date(now + 2 * HOUR).toISOString() }
        : { id: 'new' };
      return { ok: status < 400, status, json: async () => body };
    },
  });

it('asks for a token once and keeps it', async () => {
  await session().token();

  assert.equal(await session().token(), 'token-1');
  assert.deepEqual(asked, [['POST', '/v1/sessions', undefined]]);
});

it('asks once when two need a token at the same time', async () => {
  const one = session();

  assert.deepEqual(await Promise.all([one.token(), one.token()]), ['token-1', 'token-1']);
});

it('renews it for the same subject in the second half of its life', async () => {
  await session().token();
  now += 1.5 * HOUR;

  assert.equal(await session().token(), 'token-2');
  assert.deepEqual(asked[1], ['POST', '/v1/sessions', 'Bearer token-1']);
});

it('goes on with a token that is still good when it cannot be renewed', async () => {
  await session().token();
  now += 1.5 * HOUR;
  answers = [503];

  assert.equal(await session().token(), 'token-1');
});

it('starts anew when the old token is not taken', async () => {
  await session().token();
  answers = [401];

  assert.equal(await session().renew(), 'token-3');
  assert.equal(asked[2][2], undefined);
});

it('starts anew after its end', async () => {
  await session().token();
  now += 3 * HOUR;

  await session().token();

  assert.deepEqual(asked[1], ['POST', '/v1/sessions', undefined]);
});

it('calls with the token, and tells errors by their status', async () => {
  const one = session();

  assert.deepEqual(await one.call('/v1/conversations', { method: 'POST', body: {} }), { id: 'new' });
  assert.deepEqual(asked[1], ['POST', '/v1/conversations', 'Bearer token-1']);
  answers = [404];
  await assert.rejects(one.call('/v1/conversations'), (error) => error instanceof HttpError && error.status === 404);
});

it('is not confused by what else is kept under its name', async () => {
  kept.set('quillmesh.session', 'not json');

  assert.equal(await session().token(), 'token-1');
});
