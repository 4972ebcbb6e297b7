import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { Connection } from '../../main/resources/static/client/connection.mjs';
import { Timers, settled } from './timers.mjs';

let sockets;
let timers;
let seen;
let cursor;
let watched;

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
  timers = new Timers();
  seen = [];
  cursor = null;
  watched = true;
});

async function connect(more = {}) {
  const connection = new Connection({
    WebSocket: FakeSocket,
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clearTimeout,
    random: () => 1,
    url: (after) => `ws://here?after=${after?.sequence ?? ''}`,
    token: async (refused) => (refused ? `instead-of-${refused}` : 'kept'),
    cursor: () => cursor,
    onFrame: (frame) => seen.push(frame),
    onOpen: () => seen.push('open'),
    onState: () => {},
    onNotFound: () => seen.push('not found'),
    onOriginRefused: () => seen.push('origin refused'),
    onRefused: (reason) => seen.push(`refused: ${reason}`),
    onDesync: () => {
      cursor = null;
    },
    onTokenError: () => seen.push('no token'),
    onUnopened: (count) => seen.push(`unopened: ${count}`),
    isWatched: () => watched,
    ...more,
  });
  connection.open();
  await settled();
  return connection;
}

async function retry() {
  timers.runLast();
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
    waits.push(timers.waits.at(-1));
    await retry();
  }
  sockets.at(-1).opens();
  sockets.at(-1).receives({ type: 'STATE_SNAPSHOT' });
  sockets.at(-1).closes(1006);

  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  assert.equal(timers.waits.at(-1), 250);
});

it('does not wait long for a conversation that has moved', async () => {
  await connect();
  sockets[0].closes(1006);
  await retry();
  sockets[1].closes(1012);

  assert.equal(timers.waits.at(-1), 250);
});

it('renews the token that the server no longer takes', async () => {
  await connect();
  sockets[0].opens();
  sockets[0].closes(4401);
  await retry();
  sockets[1].opens();
  sockets[1].closes(1006);
  await retry();

  assert.equal(sockets[1].protocols[1], 'bearer.instead-of-kept');
  assert.equal(sockets[2].protocols[1], 'bearer.kept');
});

it('does not come back to a conversation that is not there, nor where it is not wanted', async () => {
  const there = await connect();
  sockets[0].opens();
  sockets[0].closes(4404);
  there.look();
  await connect();
  sockets[1].opens();
  sockets[1].closes(1008, 'too many frames');

  await connect();
  sockets[2].opens();
  sockets[2].closes(4403, 'http://here is not allowed');

  assert.deepEqual(seen, ['open', 'not found', 'open', 'refused: too many frames', 'open', 'origin refused']);
  assert.equal(sockets.length, 3);
  assert.deepEqual(timers.waits, []);
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

it('tells how many sockets in a row did not open', async () => {
  await connect();
  sockets[0].closes(1006);
  await retry();
  sockets[1].closes(1006);
  await retry();
  sockets[2].opens();
  sockets[2].closes(1006);
  await retry();
  sockets[3].closes(1006);

  assert.deepEqual(seen, ['unopened: 1', 'unopened: 2', 'open', 'unopened: 1']);
});

it('goes on when the browser makes no socket', async (test) => {
  test.mock.method(console, 'error', () => {});
  let made = 0;
  await connect({
    WebSocket: class extends FakeSocket {
      constructor(...args) {
        made += 1;
        if (made === 1) {
          throw new DOMException('Not allowed', 'SecurityError');
        }
        super(...args);
      }
    },
  });
  await retry();

  assert.deepEqual(seen, ['unopened: 1']);
  assert.equal(sockets.length, 1);
});

it('gives up a handshake that nobody answers, and tries again', async () => {
  await connect();
  assert.deepEqual(timers.waits, [20_000]);

  timers.runLast();
  assert.equal(sockets[0].closed, true);
  assert.deepEqual(timers.waits, [250]);
  await retry();

  assert.equal(sockets.length, 2);
});

describe('a sign of life', () => {
  const pings = (socket) => socket.sent.filter(({ type }) => type === 'ping').length;

  async function connected() {
    const connection = await connect();
    sockets[0].opens();
    sockets[0].receives({ type: 'STATE_SNAPSHOT' });
    return connection;
  }

  const looks = (count) => Array.from({ length: count }).forEach(() => timers.runLast());

  it('is asked for when nothing comes, and not while frames come', async () => {
    await connected();
    looks(3);
    sockets[0].receives({ type: 'TEXT_MESSAGE_CONTENT' });
    looks(3);
    assert.equal(pings(sockets[0]), 0);

    looks(1);
    assert.equal(pings(sockets[0]), 1);
    sockets[0].receives({ type: 'CUSTOM', name: 'quillmesh.pong' });
    looks(3);

    assert.equal(pings(sockets[0]), 1);
    assert.notEqual(sockets[0].closed, true);
  });

  it('is asked for at once when somebody looks, and a frame of any kind is one', async () => {
    const connection = await connected();
    connection.look();
    connection.look();
    assert.equal(pings(sockets[0]), 1);

    sockets[0].receives({ type: 'TEXT_MESSAGE_CONTENT' });
    looks(3);

    assert.equal(pings(sockets[0]), 1);
    assert.notEqual(sockets[0].closed, true);
  });

  it('is an older server, too, that knows no pings', async () => {
    const connection = await connected();
    const before = seen.length;
    const malformed = { type: 'CUSTOM', name: 'quillmesh.rejected', value: { code: 'MALFORMED', message: 'A frame is …' } };
    connection.look();
    sockets[0].receives(malformed);
    assert.equal(seen.length, before);

    sockets[0].receives(malformed);
    assert.equal(seen.length, before + 1, 'that is about something else');
  });

  it('is missed only after two questions, for a timer that fires late proves nothing', async () => {
    const connection = await connected();
    connection.look();
    looks(1);
    assert.notEqual(sockets[0].closed, true);
    assert.equal(pings(sockets[0]), 2);

    looks(1);
    assert.equal(sockets[0].closed, true);
    await retry();

    assert.equal(sockets.length, 2);
  });

  it('is missed where nobody asked for it', async () => {
    await connected();
    looks(6);

    assert.equal(sockets[0].closed, true);
    assert.deepEqual(timers.waits, [250]);
  });

  it('is asked for when something is sent', async () => {
    const connection = await connected();
    connection.send({ type: 'abort' });

    assert.deepEqual(sockets[0].sent.map(({ type }) => type), ['abort', 'ping']);
  });

  it('is not asked for while nobody looks', async () => {
    await connected();
    watched = false;
    looks(20);
    assert.equal(pings(sockets[0]), 0);

    watched = true;
    looks(1);
    assert.equal(pings(sockets[0]), 1);
  });

  it('is not hurried before the first frame, which may be large and the link slow, and is missed all the same', async () => {
    const connection = await connect();
    sockets[0].opens();
    connection.look();
    looks(7);
    assert.equal(pings(sockets[0]), 0);

    looks(3);
    assert.equal(sockets[0].closed, true);
  });

  it('that comes from a socket which was given up changes nothing', async () => {
    const connection = await connected();
    connection.look();
    looks(2);
    assert.equal(sockets[0].closed, true);
    const before = [...seen];

    sockets[0].receives({ type: 'TEXT_MESSAGE_CONTENT', delta: 'late' });
    sockets[0].closes(4404);

    assert.deepEqual(seen, before);
  });

  it('waits for nobody when the next attempt would be later', async () => {
    const connection = await connected();
    sockets[0].closes(1006);
    connection.look();
    await settled();

    assert.equal(sockets.length, 2);
    assert.deepEqual(timers.waits, [20_000]);
  });
});
