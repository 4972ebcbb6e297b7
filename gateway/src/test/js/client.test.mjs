import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { Client } from '../../main/resources/static/state/client.mjs';
import { Conversation } from '../../main/resources/static/client/conversation.mjs';
import { HttpError, SessionEnded, newId } from '../../main/resources/static/client/index.mjs';
import { Drafts } from '../../main/resources/static/state/drafts.mjs';
import { gatewayOf } from './gateways.mjs';
import { Area, keeper } from './keepers.mjs';
import { settled } from './timers.mjs';
import { writingTurn } from './turns.mjs';

/** A connection that a test opens. The test reads its frames. */
class FakeConnection {
  sent = [];
  isOpen = false;

  constructor(options) {
    this.options = options;
  }

  open() {
    this.options.onState('connecting');
  }

  opens() {
    this.isOpen = true;
    this.options.onState('open');
    this.options.onOpen();
  }

  send(frame) {
    if (this.isOpen && !this.closed) {
      this.sent.push(frame);
    }
    return this.isOpen && !this.closed;
  }

  get said() {
    return this.sent.filter(({ messages }) => messages).map(({ messages, runId }) => [messages[0].id, runId, messages[0].content]);
  }

  close() {
    this.closed = true;
  }

  look() {}
}

let connections;
let calls;
let mint;
let checks;
let forgotten;
let tab;
let browser;
let history;

beforeEach(() => {
  connections = [];
  calls = [];
  checks = [];
  forgotten = 0;
  mint = async () => ({ id: newId() });
  tab = new Area();
  browser = new Area();
  history = [];
});

/** The page after it was loaded in this tab. Its input writes to `drafts`. */
function load() {
  const ofTab = keeper(tab);
  const drafts = new Drafts(ofTab);
  const session = {
    call: async (path, { method }) => {
      calls.push(`${method} ${path}`);
      return method === 'POST' ? mint() : null;
    },
    token: async () => 'token',
    renew: async () => 'token',
    check: async () => {
      const answer = checks.shift();
      if (answer) {
        throw answer;
      }
    },
    stayFresh() {},
    freshen() {},
    forget() {
      forgotten += 1;
    },
  };
  const client = new Client({
    drafts,
    ofTab,
    lasting: keeper(browser),
    gateway: gatewayOf({
      session,
      call: session.call,
      connect: (threadId, listeners) =>
        new Conversation({
          threadId,
          session,
          ...listeners,
          connect: (options) => connections[connections.push(new FakeConnection(options)) - 1],
        }),
    }),
    showAddress: (id, push) => history.push([push ? 'push' : 'replace', id]),
    language: () => 'en',
    words: (kind, detail) => detail && `${kind}: ${detail}`,
    onOpened() {},
    onChange() {},
  });
  return { client, drafts };
}

const notices = ({ state }) => state.messages.filter(({ role }) => role === 'notice').map(({ kind }) => kind);
const waiting = ({ state }) => state.outbox.map(({ text, status }) => [text, status]);

/** A conversation that is open and connected. */
async function opened(id = newId()) {
  const page = load();
  page.client.open(id);
  connections.at(-1).opens();
  return { id, ...page };
}

describe('the first message', () => {
  it('is sent although the conversation had no name yet, and outlives a reload', async () => {
    let answer;
    mint = () => new Promise((resolve) => (answer = resolve));
    const { client } = load();
    client.open(null);
    client.say('Hello');
    const id = client.conversationId;
    assert.deepEqual(history.at(-1), ['replace', id]);

    const again = load().client;
    again.open(id);
    connections.at(-1).opens();
    assert.deepEqual(connections.at(-1).said.map(([, , text]) => text), ['Hello']);

    answer({ id: 'too-late' });
    await settled();
    assert.equal(client.conversationId, id);
    assert.deepEqual(waiting(client), [['Hello', 'pending']]);
    assert.equal(calls.at(-1), 'DELETE /v1/conversations/too-late', 'nobody needs it');
  });

  it('is written in the meantime, too', async () => {
    const { client, drafts } = load();
    client.open(null);
    drafts.keep(null, 'Hel');
    await settled();

    assert.equal(drafts.get(client.conversationId), 'Hel');
    assert.equal(drafts.get(null), '');
  });

  it('is sent when there is no server at first', async () => {
    mint = () => Promise.reject(new HttpError(0, 'offline'));
    const { client } = load();
    client.open(null);
    await settled();
    client.say('Hello');
    connections.at(-1).opens();

    assert.deepEqual(connections.at(-1).said.map(([, , text]) => text), ['Hello']);
  });
});

describe('what was sent', () => {
  it('is sent again after a reload under the same ids, whatever became of it', async () => {
    const { id, client } = await opened();
    client.say('One');
    client.say('Two');
    client.dispatch({ type: 'CUSTOM', name: 'quillmesh.queued', value: { messageId: client.state.outbox[1].id } });
    const before = connections.at(-1).said;

    await opened(id);

    assert.deepEqual(connections.at(-1).said, before);
  });

  it('is not sent again once its turn has started', async () => {
    const { id, client } = await opened();
    client.say('One');
    client.dispatch({ type: 'RUN_STARTED', runId: client.state.outbox[0].runId });

    const { client: later } = await opened(id);

    assert.deepEqual(waiting(later), []);
    assert.equal(tab.kept.size, 0);
  });

  it('stays in sight after a reload when it was refused', async () => {
    const { id, client } = await opened();
    client.say('One');
    client.dispatch({ type: 'CUSTOM', name: 'quillmesh.rejected', value: { messageId: client.state.outbox[0].id, code: 'UNAVAILABLE' } });

    const { client: later } = await opened(id);

    assert.deepEqual(waiting(later), [['One', 'rejected']]);
    assert.deepEqual(connections.at(-1).said, []);
    later.resend(later.state.outbox[0].id);
    assert.equal(connections.at(-1).said.length, 1);
  });

  it('by a button is sent once, however often it is pressed', async () => {
    const { client } = await opened();
    client.press('Hello');
    client.press('Hello');
    assert.equal(connections[0].said.length, 1, 'not taken up yet');

    client.dispatch({ type: 'RUN_STARTED', runId: client.state.outbox[0].runId });
    client.press('Hello');
    assert.equal(connections[0].said.length, 1, 'its turn runs');

    client.dispatch({ type: 'RUN_ERROR', code: 'MODEL_TIMEOUT', message: '' });
    client.press('Hello');
    assert.equal(connections[0].said.length, 2, 'its turn has failed');
  });

  it('stays where it was typed when too much waits already', async () => {
    const { client } = await opened();
    for (let count = 1; count <= 10; count += 1) {
      assert.equal(client.say(`${count}`), true);
    }

    assert.equal(client.say('11'), false);
    assert.deepEqual(notices(client), ['queueFull']);
    assert.equal(connections[0].said.length, 10);
  });

  it('and made the server close the connection does not keep the rest from being said', async () => {
    const { client } = await opened();
    client.say('x'.repeat(9_000));
    client.say('Hello');
    connections[0].options.onRefused('frame too large: at most 8192 characters');
    connections[1].opens();

    assert.deepEqual(connections[1].said.map(([, , text]) => text), ['Hello']);
    assert.deepEqual(waiting(client).map(([, status]) => status), ['rejected', 'pending']);
  });
});

describe('another conversation', () => {
  it('has drafts and messages of its own', async () => {
    const { id, client, drafts } = await opened();
    drafts.keep(id, 'half a sen');
    client.say('One');

    client.open(newId());
    assert.deepEqual(waiting(client), []);
    client.open(id);

    assert.equal(drafts.get(id), 'half a sen');
    assert.deepEqual(waiting(client), [['One', 'pending']]);
  });

  it('is reached by the back button only where the person asked for it', async () => {
    const { client } = load();
    client.open(null);
    await settled();
    client.openNew();
    await settled();

    assert.deepEqual(history.map(([how]) => how), ['replace', 'replace', 'push', 'replace']);
    assert.deepEqual(history.map(([, id]) => id === null), [true, false, true, false]);
  });

  it('takes the place of one that is not there, with what was written for that one', async () => {
    const { id, client, drafts } = await opened();
    drafts.keep(id, 'half a sen');
    client.say('One');
    connections[0].options.onNotFound();
    await settled();

    assert.deepEqual(notices(client), ['notFound']);
    assert.ok(history.every(([how]) => how === 'replace'));
    assert.equal(drafts.get(client.conversationId), 'One\nhalf a sen');
    assert.deepEqual(waiting(client), []);
    assert.deepEqual([...tab.kept.keys()], [`quillmesh.draft.${client.conversationId}`]);
  });

  it('in this tab may have changed what it keeps, when the page comes back from the history', async () => {
    const { id, client } = await opened();
    client.say('One');
    const { client: other, drafts } = await opened(id);
    other.dispatch({ type: 'RUN_STARTED', runId: other.state.outbox[0].runId });
    drafts.keep(id, 'half a sen');

    client.comeBack();

    assert.deepEqual(waiting(client), []);
    assert.equal(drafts.get(id), 'half a sen');
  });

  it('is not disturbed by the name of one that came too late', async () => {
    const { client } = load();
    client.open(null);
    const id = newId();
    client.open(id);
    await settled();

    assert.equal(client.conversationId, id);
    assert.equal(connections.length, 1);
  });
});

describe('what does not mend itself', () => {
  const shown = ({ connectionState, ...client }) => [connectionState, notices(client)];

  it('is a refused origin, of a call', async () => {
    const { client } = await opened();
    connections[0].options.onTokenError(new HttpError(403, '', 'FORBIDDEN'));

    assert.deepEqual(shown(client), ['closed', ['forbidden']]);
    assert.equal(connections[0].closed, true);
    assert.equal(client.say('Hello'), false, 'it would never be sent');
    assert.deepEqual(notices(client), ['forbidden']);
  });

  it('is a refused origin, of a socket that does not open', async () => {
    const { client } = await opened();
    checks = [new HttpError(403, '', 'FORBIDDEN')];
    connections[0].options.onUnopened(1);
    await settled();

    assert.deepEqual(shown(client), ['closed', ['forbidden']]);
  });

  it('is a refused origin, of a socket that says so, also with a renewed token', async () => {
    const { client } = await opened();
    connections[0].options.onOriginRefused();
    await settled();
    assert.deepEqual([connections.length, ...shown(client)], [2, 'connecting', []]);

    connections[1].options.onOriginRefused();
    await settled();
    assert.deepEqual(shown(client), ['closed', ['forbidden']]);
  });

  it('is any other refusal, with its status', async () => {
    const { client } = await opened();
    connections[0].options.onTokenError(new HttpError(405, ''));

    assert.deepEqual(shown(client), ['closed', ['denied']]);
    assert.equal(client.state.messages[0].text, 'denied: 405');
  });

  it('is no outage', async () => {
    const { client } = await opened();
    for (const status of [0, 401, 429, 500, 503]) {
      connections[0].options.onTokenError(new HttpError(status, ''));
    }
    connections[0].options.onState('waiting');

    assert.deepEqual(shown(client), ['waiting', []]);
  });

  it('is something that lets calls through and no socket; it is tried all the same', async () => {
    const { client } = await opened();
    const [{ options }] = connections;
    for (const count of [1, 2, 3, 4, 5]) {
      options.onUnopened(count);
      options.onState('waiting');
      await settled();
    }
    options.onState('connecting');
    assert.deepEqual(shown(client), ['closed', ['noSocket']]);
    assert.notEqual(connections[0].closed, true);

    connections[0].opens();
    assert.equal(client.connectionState, 'open');
  });

  it('is a session that has ended: what is shown stays, and a new person begins when the old one says so', async () => {
    const { id, client, drafts } = await opened();
    writingTurn().forEach((event) => client.dispatch(event));
    drafts.keep(id, 'half a sen');
    connections[0].options.onTokenError(new SessionEnded());
    assert.deepEqual(shown(client), ['closed', ['sessionEnded']]);
    assert.equal(client.conversationId, id);
    assert.equal(forgotten, 0);
    assert.equal(client.say('Hello'), false);

    client.openNew();
    await settled();

    assert.equal(forgotten, 1);
    assert.deepEqual(notices(client), ['sessionBegun']);
    assert.equal(drafts.get(client.conversationId), 'half a sen');
  });

  it('is a session that has ended before anything is shown: a new one begins, and that is said', async () => {
    const { client } = load();
    client.open(newId());
    connections[0].options.onTokenError(new SessionEnded());
    await settled();

    assert.equal(forgotten, 1);
    assert.deepEqual(notices(client), ['sessionBegun']);
    assert.equal(connections.length, 2);
  });
});

function breaks() {
  connections[0].isOpen = false;
  connections[0].options.onState('waiting');
}

describe('the last turn', () => {
  it('is replaced by a message of its own, which is sent again after a break', async () => {
    const { client } = await opened();
    writingTurn().forEach((event) => client.dispatch(event));
    client.replace('m1', 'Once more');
    connections[0].opens();

    const frames = connections[0].sent.filter(({ messages }) => messages);
    assert.deepEqual(frames.map(({ forwardedProps }) => forwardedProps.replaces), ['m1', 'm1']);
    assert.equal(frames[0].messages[0].id, frames[1].messages[0].id);
    assert.notEqual(frames[0].messages[0].id, 'm1');
  });

  it('is still replaced after a reload', async () => {
    const { id, client } = await opened();
    client.replace('m1', 'Once more');
    await opened(id);

    assert.equal(connections[1].sent.find(({ messages }) => messages).forwardedProps.replaces, 'm1');
  });
});

describe('a waiting message', () => {
  const queue = (client) => {
    client.say('Hello');
    const [{ id }] = client.state.outbox;
    client.dispatch({ type: 'CUSTOM', name: 'quillmesh.queued', value: { messageId: id, position: 2 } });
    return id;
  };

  it('is taken back when the server agrees', async () => {
    const { client } = await opened();
    const id = queue(client);
    assert.equal(client.takeBack(id, 'drop'), undefined);
    assert.deepEqual(connections[0].sent.at(-1), { type: 'abort', messageId: id });
    assert.deepEqual(waiting(client), [['Hello', 'queued']]);
  });

  it('is taken back at once where there is no connection, and never sent', async () => {
    const { client } = await opened();
    const id = queue(client);
    breaks();
    assert.equal(client.takeBack(id, 'edit').text, 'Hello');
    assert.deepEqual(waiting(client), []);

    const { length } = connections[0].said;
    connections[0].opens();
    await settled();
    assert.deepEqual(connections[0].sent.at(-1), { type: 'abort', messageId: id });
    assert.equal(connections[0].said.length, length);
  });

  it('is taken back again where the first attempt was lost', async () => {
    const { client } = await opened();
    const id = queue(client);
    client.takeBack(id, 'drop');
    breaks();
    connections[0].opens();
    await settled();
    assert.deepEqual(connections[0].sent.filter(({ type }) => type === 'abort').map(({ messageId }) => messageId), [id, id]);
  });

  it('has to be given its place again after a reload', async () => {
    const { id, client } = await opened();
    client.takeBack(queue(client), 'drop');
    const [mine] = (await opened(id)).client.state.outbox;
    assert.deepEqual([mine.status, mine.position, mine.leaving], ['pending', undefined, undefined]);
  });
});

describe('an opinion', () => {
  it('is sent until the server has it', async () => {
    const { client } = await opened();
    const given = () => connections[0].sent.filter(({ type }) => type === 'feedback').map(({ rating }) => rating);
    breaks();
    client.rate({ messageId: 'r/reply' }, { rating: 'good', reason: '' });
    client.rate({ messageId: 'r/reply' }, { rating: 'bad', reason: '' });
    assert.deepEqual(given(), []);
    connections[0].opens();
    await settled();
    assert.deepEqual(given(), ['bad']);

    client.dispatch({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/feedback', value: { 'r/reply': { rating: 'bad' } } }] });
    breaks();
    connections[0].opens();
    await settled();
    assert.deepEqual(given(), ['bad']);
  });
});

describe('a conversation that was deleted', () => {
  it('elsewhere stays in sight, says so and stops; what is written is kept for a new one', async () => {
    const { client, drafts, id } = await opened();
    writingTurn().forEach((event) => client.dispatch(event));
    client.say('One');
    drafts.keep(id, 'half a sen');
    connections[0].options.onNotFound();

    assert.deepEqual([client.connectionState, notices(client), client.conversationId], ['closed', ['erased'], id]);
    assert.equal(client.say('Hello'), false);
    client.rate({ articleVersion: 1 }, { rating: 'good' });
    assert.equal(client.state.shared.feedback, undefined);

    client.openNew();
    await settled();
    assert.deepEqual(notices(client), []);
    assert.equal(drafts.get(client.conversationId), 'One\nhalf a sen');
  });

  it('here makes room for a new one, and leaves nothing of it', async () => {
    const { client, drafts, id } = await opened();
    client.say('One');
    drafts.keep(id, 'half a sen');
    client.forget(newId());
    assert.equal(client.conversationId, id);

    client.forget(id);
    await settled();
    assert.notEqual(client.conversationId, id);
    assert.deepEqual(notices(client), ['deleted']);
    assert.deepEqual([...tab.kept.keys()], []);
  });
});

describe('the draft of a stopped turn', () => {
  const stopped = (result) => [
    ...writingTurn('t1', 'm1').filter(({ type }) => !['STATE_DELTA', 'RUN_FINISHED', 'TEXT_MESSAGE_END'].includes(type)),
    { type: 'RUN_FINISHED', runId: 't1', outcome: { type: 'cancelled' }, result },
  ];

  for (const [what, result, sent] of [
    ['is restored if it was kept: it stays its agent’s work', { draft: 3 }, { type: 'restore', baseVersion: 0, version: 3 }],
    ['is sent as an edit if it was not', undefined, { type: 'edit', baseVersion: 0, markdown: '# London\n\nRain.' }],
  ]) {
    it(what, async () => {
      const { client } = await opened();
      connections[0].opens();
      stopped(result).forEach((event) => connections[0].options.onFrame(event));

      client.useDraft();

      assert.deepEqual(connections[0].sent.at(-1), sent);
      assert.equal(client.state.draft.used, true);
    });
  }
});
