import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { gatewayAbove } from '../../main/resources/static/client/gateway.mjs';
import { Gateway, HttpError, SessionEnded } from '../../main/resources/static/client/index.mjs';
import { settled } from './timers.mjs';

const ID = '7c1b3f4e-0000-4000-8000-000000000001';

let asked;
let answers;

beforeEach(() => {
  asked = [];
  answers = [];
});

const fetch = async (url, { method, headers, body }) => {
  asked.push([method, url, headers.Authorization, body]);
  const { status = 200, json = {}, text = '' } = answers.shift() ?? {};
  return { ok: status < 400, status, json: async () => json, text: async () => text };
};

/** One with a token of the application's own. */
const gateway = (more = {}) => new Gateway({ url: 'https://example.org/quill', token: () => 'mine', fetch, ...more });

const last = () => asked.at(-1).slice(0, 2);

describe('the gateway', () => {
  it('is above the module that it serves, wherever a proxy has put it', () => {
    assert.equal(gatewayAbove('https://example.org/quill/client/gateway.mjs').href, 'https://example.org/quill/');
    assert.throws(() => gatewayAbove('file:///app/node_modules/quillmesh-client/gateway.mjs'), /Say where the gateway is/);
  });

  it('keeps the path that it has', async () => {
    for (const url of ['https://example.org/quill', 'https://example.org/quill/', new URL('https://example.org/quill')]) {
      await gateway({ url }).agents();
      assert.deepEqual(last(), ['GET', 'https://example.org/quill/v1/agents']);
    }
  });

  it('has an address for everything that clients need', async () => {
    const one = gateway();
    const called = async (call) => {
      await call(one);
      return last().join(' ').replace('https://example.org/quill/v1/', '');
    };

    assert.equal(await called((it) => it.conversations()), 'GET conversations');
    assert.equal(
      await called((it) => it.conversations({ query: 'London & 雾', limit: 5, after: null })),
      'GET conversations?query=London+%26+%E9%9B%BE&limit=5',
    );
    assert.equal(await called((it) => it.create({ title: 'Fog' })), 'POST conversations');
    assert.equal(asked.at(-1)[3], '{"title":"Fog"}');
    assert.equal(await called((it) => it.rename(ID, 'Fog')), `PATCH conversations/${ID}`);
    assert.equal(await called((it) => it.delete('my thread?')), 'DELETE conversations/my%20thread%3F');
    assert.equal(await called((it) => it.article(ID, { format: 'html' })), `GET conversations/${ID}/article?format=html`);
    assert.equal(await called((it) => it.versions(ID, { before: 7 })), `GET conversations/${ID}/versions?before=7`);
    assert.equal(await called((it) => it.version(ID, 3)), `GET conversations/${ID}/versions/3`);
    assert.equal(await called((it) => it.diff(ID, 3, { from: 1 })), `GET conversations/${ID}/versions/3/diff?from=1`);
    assert.equal(await called((it) => it.provenance(ID, 3)), `GET conversations/${ID}/versions/3/provenance`);
  });

  it('answers as it should', async () => {
    answers = [{ json: { id: ID } }, { status: 204 }, { text: '# London' }, { json: { agents: ['a'] } }];

    assert.equal(await gateway().create(), ID);
    assert.equal(await gateway().rename(ID, 'Fog'), null);
    assert.equal(await gateway().article(ID), '# London');
    assert.deepEqual(await gateway().agents(), ['a']);
  });

  it('says why it refuses', async () => {
    answers = [{ status: 404, json: { code: 'NOT_FOUND', detail: 'There is nothing here.' } }];

    await assert.rejects(
      gateway().version(ID, 9),
      (error) => error instanceof HttpError && error.status === 404 && error.code === 'NOT_FOUND' && /nothing here/.test(error.message),
    );
  });

  it('is reached without a session by nobody: the first call begins one', async () => {
    answers = [{ json: { token: 'fresh', expiresIn: 60 } }];
    const storage = new Map();
    const one = gateway({ token: undefined, storage });

    await one.agents();
    await gateway({ token: undefined, storage }).agents();

    assert.deepEqual(asked.map(([method, url, bearer]) => [method, new URL(url).pathname, bearer]), [
      ['POST', '/quill/v1/sessions', undefined],
      ['GET', '/quill/v1/agents', 'Bearer fresh'],
      ['GET', '/quill/v1/agents', 'Bearer fresh'],
    ]);
  });

  it('needs a WebSocket, and says where one is', () => {
    const { WebSocket } = globalThis;
    delete globalThis.WebSocket;
    try {
      assert.throws(() => gateway().connect(ID), /package "ws"/);
    } finally {
      if (WebSocket) {
        globalThis.WebSocket = WebSocket;
      }
    }
  });

  it('connects with the token, at the place of the conversation', async () => {
    const sockets = [];
    class FakeSocket {
      constructor(...how) {
        sockets.push(how);
      }

      close() {}
    }
    const conversation = gateway({ WebSocket: FakeSocket }).connect('my thread');
    await settled();
    conversation.close();

    assert.deepEqual(sockets, [['wss://example.org/quill/v1/conversations/my%20thread/socket', ['ag-ui.v1', 'bearer.mine']]]);
  });
});

describe("the application's own tokens", () => {
  it('are asked for once, and again when the gateway refuses one', async () => {
    const given = [];
    const one = gateway({ token: async (refused) => given[given.push(refused) - 1] ?? 'first' });
    await Promise.all([one.agents(), one.agents()]);
    assert.deepEqual(given, [null]);

    const other = gateway({ token: (refused) => (refused ? `instead-of-${refused}` : 'first') });
    answers = [{ status: 401 }];
    await other.agents();
    await other.agents();

    assert.deepEqual(asked.slice(2).map(([, , bearer]) => bearer), ['Bearer first', 'Bearer instead-of-first', 'Bearer instead-of-first']);
  });

  it('end the session when there is no other one', async () => {
    answers = [{ status: 401 }];

    await assert.rejects(gateway().agents(), SessionEnded);
  });

  it('are asked for again after a failure', async () => {
    let attempts = 0;
    const one = gateway({
      token: async () => {
        attempts += 1;
        return attempts === 1 ? Promise.reject(new Error('no network')) : 'mine';
      },
    });
    await assert.rejects(one.agents(), /no network/);

    await one.agents();

    assert.equal(asked.at(-1)[2], 'Bearer mine');
  });
});
