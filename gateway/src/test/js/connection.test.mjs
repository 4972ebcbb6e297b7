import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';

import { Connection } from '../../main/resources/static/connection.mjs';

let sockets;
let timers;
let seen;
let cursor;

class FakeSocket {
  readyState = 0;
  sent = [];

  constructor(url, protocols) {
    Object.assign(this, { url, protocols });
    sockets.push(this);
  }

  opens() {
    this.readyState = 1;
    this.onopen();
  }

  send(data) {
    this.sent.push(JSON.parse(data));
  }

  receives(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }

  closes(code, reason = '') {
    this.readyState = 3;
    this.onclose({ code, reason });
  }

  close() {
    this.closed = true;
  }
}

beforeEach(() => {
  sockets = [];
  timers = [];
  seen = [];
  cursor = null;
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function connect(more = {}) {
  const connection = new Connection({
    WebSocket: FakeSocket,
    setTimeout: (run, wait) => timers.push({ run, wait }),
    clearTimeout: () => {},
    random: () => 1,
    url: (after) => `ws://here?after=${after?.sequence ?? ''}`,
    token: async (renew) => (renew ? 'fresh' : 'kept'),
    cursor: () => cursor,
    onFrame: (frame) => seen.push(frame),
    onOpen: () => seen.push('open'),
    onState: () => {},
    onNotFound: () => seen.push('not found'),
    onRefused: (reason) => seen.push(`refused: ${reason}`),
    onDesync: () => {
      cursor = null;
    },
    onTokenError: () => seen.push('no token'),
    ...more,
  });
  connection.open();
  await settled();
  return connection;
}

async function retry() {
  timers.pop().run();
  await settled();
}

it('offers the protocol and the token, and tells when frames can be sent', async () => {
  const connection = await connect();
  assert.equal(connection.send({ type: 'abort' }), false);

  sockets[0].opens();

  assert.deepEqual(sockets[0].protocols, ['ag-ui.v1', 'bearer.kept']);
  assert.deepEqual(seen, ['open']);
  assert.equal(connection.send({ type: 'abort' }), true);
  assert.deepEqual(sockets[0].sent, [{ type: 'abort' }]);
});

it('comes back with the cursor of the last frame', async () => {
  await connect();
  sockets[0].opens();
  cursor = { epoch: 'e', sequence: 7 };

  sockets[0].closes(1006);
  await retry();

  assert.equal(sockets[1].url, 'ws://here?after=7');
});

it('waits longer each time, until frames come again', async () => {
  await connect();
  const waits = [];
  for (const _ of Array(9)) {
    sockets.at(-1).closes(1013);
    waits.push(timers.at(-1).wait);
    await retry();
  }
  sockets.at(-1).opens();
  sockets.at(-1).receives({ type: 'STATE_SNAPSHOT' });
  sockets.at(-1).closes(1006);

  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  assert.equal(timers.at(-1).wait, 250);
});

it('does not wait long for a conversation that has moved', async () => {
  await connect();
  sockets[0].closes(1006);
  await retry();
  sockets[1].closes(1012);

  assert.equal(timers.at(-1).wait, 250);
});

it('renews the token that the server no longer takes', async () => {
  await connect();
  sockets[0].closes(4401);
  await retry();
  sockets[1].closes(1006);
  await retry();

  assert.equal(sockets[1].protocols[1], 'bearer.fresh');
  assert.equal(sockets[2].protocols[1], 'bearer.kept');
});

it('does not come back to a conversation that is not there, nor where it is not wanted', async () => {
  await connect();
  sockets[0].closes(4404);
  await connect();
  sockets[1].closes(1008, 'too many frames');

  assert.deepEqual(seen, ['not found', 'refused: too many frames']);
  assert.equal(timers.length, 0);
});

it('starts over with a snapshot when a frame does not fit', async (test) => {
  test.mock.method(console, 'error', () => {});
  await connect({ onFrame: () => assert.fail('does not fit') });
  cursor = { epoch: 'e', sequence: 7 };

  sockets[0].receives({ type: 'STATE_DELTA' });
  await retry();

  assert.equal(sockets[0].closed, true);
  assert.equal(sockets[1].url, 'ws://here?after=');
});

it('tries again when there is no token to be had', async () => {
  let attempts = 0;
  await connect({
    token: async () => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('unreachable')) : 'kept';
    },
  });
  await retry();

  assert.deepEqual(seen, ['no token']);
  assert.equal(sockets.length, 1);
});

it('has one socket, however often it is told to open', async () => {
  const connection = await connect();
  connection.open();
  await settled();

  assert.equal(sockets.length, 1);
});

it('stays closed once it is closed', async () => {
  const connection = await connect();
  connection.close();
  connection.open();
  await settled();

  assert.equal(sockets[0].closed, true);
  assert.equal(sockets.length, 1);
});
