import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';

import { gatewayUrl } from '../../main/resources/static/gateway-url.mjs';
import { Session } from '../../main/resources/static/session.mjs';

const beside = (path) => new URL(`../../main/resources/static${path}`, import.meta.url).href;
const { fetch } = globalThis;

afterEach(() => {
  globalThis.fetch = fetch;
});

it('finds the gateway beside the page, wherever a proxy has put it', () => {
  assert.equal(gatewayUrl('/v1/conversations/x/socket').href, beside('/v1/conversations/x/socket'));
});

it('asks there for a session', async () => {
  let asked;
  globalThis.fetch = async (url) => {
    asked = url.href;
    return { ok: true, status: 200, json: async () => ({ token: 'a.eyJzdWIiOiJ4In0.c', expiresIn: 3600 }) };
  };

  await new Session({ keeper: { get: () => null, set: () => {} }, setTimeout: () => {} }).token();

  assert.equal(asked, beside('/v1/sessions'));
});
