import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { Conversation } from '../../main/resources/static/client/conversation.mjs';
import { RejectedError, RunError } from '../../main/resources/static/client/index.mjs';
import { settled } from './timers.mjs';
import { MESSAGE, TURN, cursor, writingTurn } from './turns.mjs';

const ID = '7c1b3f4e-0000-4000-8000-00000000000c';
const SENT = { runId: TURN, messageId: MESSAGE.id };
const SNAPSHOTS = [
  { type: 'STATE_SNAPSHOT', snapshot: {} },
  { type: 'MESSAGES_SNAPSHOT', messages: [], ...cursor(0) },
];

let links;
let told;

/** A connection that a test opens, and whose frames it makes. */
class Link {
  sent = [];
  isOpen = false;

  constructor(options) {
    Object.assign(this, options);
    links.push(this);
  }

  open() {
    this.onState('connecting');
  }

  opens() {
    this.isOpen = true;
    this.onState('open');
    this.onOpen();
  }

  breaks() {
    this.isOpen = false;
    this.onState('waiting');
  }

  send(frame) {
    return this.isOpen && this.sent.push(frame) > 0;
  }

  close() {
    this.closed = true;
  }
}

beforeEach(() => {
  links = [];
  told = [];
});

const begin = (more = {}) =>
  new Conversation({
    threadId: ID,
    session: { token: async () => 'kept', renew: async (refused) => `instead-of-${refused}`, stayFresh: () => told.push('stays fresh') },
    address: (id, after) => `${id}?after=${after?.sequence}`,
    connect: (options) => new Link(options),
    onStatus: (status) => told.push(status),
    onProblem: ({ kind, reason }) => told.push(`${kind}: ${reason}`),
    ...more,
  });

/** One that is connected and has seen these events. */
function after(events, more) {
  const conversation = begin(more);
  links[0].opens();
  events.forEach((event) => links[0].onFrame(event));
  return conversation;
}

const notice = (name, value) => ({ type: 'CUSTOM', name: `quillmesh.${name}`, value });
const rejected = (code) => notice('rejected', { messageId: MESSAGE.id, code, message: 'No.' });

describe('what is known', () => {
  it('is there before the event is told', () => {
    const seen = [];
    after([...SNAPSHOTS, ...writingTurn()], {
      onEvent: ({ type, delta }, { state, messages, run }) => {
        if (type === 'RUN_STARTED') {
          seen.push(run, messages.map(({ content }) => content));
        } else if (type === 'STATE_DELTA' && delta[0].path === '/phase') {
          seen.push(state.phase);
        }
      },
    });

    assert.deepEqual(seen, [{ runId: TURN, messageId: MESSAGE.id }, [MESSAGE.content], 'CHOOSING_TEMPLATE']);
  });

  it('is the state, the messages and the article of a whole turn', () => {
    const { state, messages, run } = after([...SNAPSHOTS, ...writingTurn()]);

    assert.equal(state.article.markdown, '# London\n\nRain.');
    assert.deepEqual(
      messages.map(({ role, name, content }) => [role, name, content]),
      [
        ['user', undefined, MESSAGE.content],
        ['assistant', 'article', '# London\n\nRain.'],
        ['activity', undefined, { choices: state.choices }],
        ['assistant', undefined, 'Here it is.'],
      ],
    );
    assert.equal(run, null);
  });

  it('has the second attempt of a text in the place of the first', () => {
    const start = (messageId) => ({ type: 'TEXT_MESSAGE_START', messageId, role: 'assistant' });
    const says = (messageId, delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta });
    const { messages } = after([start('r/reply'), says('r/reply', 'He'), start('r/reply~2'), says('r/reply~2', 'Hello')]);

    assert.deepEqual(messages, [{ id: 'r/reply~2', role: 'assistant', content: 'Hello' }]);
  });

  it('goes on in a turn that replaces another one, after the snapshots within it', async () => {
    const [started, ...rest] = writingTurn('t2', 'm2');
    const conversation = after([...SNAPSHOTS, ...writingTurn()]);
    const ended = conversation.finished({ runId: 't2', messageId: 'm2' });

    [
      started,
      { type: 'STATE_SNAPSHOT', snapshot: { phase: 'EXPLORING' }, ...cursor(21) },
      { type: 'MESSAGES_SNAPSHOT', messages: [{ id: 'm2', role: 'user', content: 'Again' }], ...cursor(22) },
    ].forEach((event) => links[0].onFrame(event));

    assert.deepEqual(conversation.run, { runId: 't2', messageId: 'm2' });
    assert.deepEqual(conversation.messages.map(({ id }) => id), ['m2']);
    assert.equal(conversation.state.article, undefined);

    rest.forEach((event) => links[0].onFrame(event));

    assert.equal((await ended).runId, 't2');
    assert.equal(conversation.run, null);
  });

  it('does not change what was given out before', () => {
    const conversation = after([...SNAPSHOTS, ...writingTurn().slice(0, 9)]);
    const { messages, state } = conversation;
    const before = structuredClone({ messages, state });
    writingTurn().slice(9).forEach((event) => links[0].onFrame(event));

    assert.deepEqual({ messages, state }, before);
  });

  it('leads back to where it broke off, or to snapshots after an event that does not fit', () => {
    after([...SNAPSHOTS, ...writingTurn()]);
    assert.deepEqual(links[0].cursor(), { epoch: 'e1', sequence: writingTurn().length });
    assert.equal(links[0].url(links[0].cursor()), `${ID}?after=${writingTurn().length}`);

    assert.throws(() => links[0].onFrame({ type: 'STATE_DELTA', delta: [{ op: 'remove', path: '/phase' }] }));
    links[0].onDesync();

    assert.equal(links[0].cursor(), null);
  });

  it('is known although a listener fails', (test) => {
    const log = test.mock.method(console, 'error', () => {});
    const { state } = after([...SNAPSHOTS, ...writingTurn()], { onEvent: () => assert.fail('a defect of theirs') });

    assert.equal(state.article.version, 1);
    assert.ok(log.mock.callCount() > 0);
  });
});

describe('a message', () => {
  it('is sent as soon as there is a connection, and again with the same ids until the server has it', () => {
    const conversation = begin();
    const { runId, messageId } = conversation.send('Hello', { language: 'en' });
    assert.deepEqual(links[0].sent, []);

    links[0].opens();
    links[0].breaks();
    links[0].opens();

    const frame = {
      threadId: ID,
      runId,
      state: {},
      messages: [{ id: messageId, role: 'user', content: 'Hello' }],
      tools: [],
      context: [],
      forwardedProps: { whenBusy: 'enqueue', language: 'en' },
    };
    assert.deepEqual(links[0].sent, [frame, frame]);
  });

  for (const [how, event] of [
    ['begun', writingTurn()[0]],
    ['begun under another run id', writingTurn('other')[0]],
    ['put in the queue', notice('queued', { messageId: MESSAGE.id, position: 1 })],
    ['refused', rejected('BUSY')],
    ['answered before', { type: 'MESSAGES_SNAPSHOT', messages: [MESSAGE] }],
  ]) {
    it(`is not sent again once it is ${how}`, () => {
      const conversation = after(SNAPSHOTS);
      conversation.send(MESSAGE.content, SENT);
      conversation.send('Another');
      links[0].onFrame(event);
      links[0].breaks();
      links[0].opens();

      assert.deepEqual(links[0].sent.map(({ messages }) => messages[0].content), [MESSAGE.content, 'Another', 'Another']);
    });
  }

  it('is about a passage, whose text and version it says', () => {
    const conversation = after([...SNAPSHOTS, ...writingTurn()]);

    conversation.rewrite({ start: 2, end: 8 }, 'Another name', { whenBusy: 'reject' });

    assert.deepEqual(links[0].sent[0].forwardedProps, {
      whenBusy: 'reject',
      selection: { version: 1, start: 2, end: 8, text: 'London' },
    });
    for (const [start, end] of [[8, 2], [3, 3], [-1, 3], [0, 99], [0.5, 3], [undefined, 3]]) {
      assert.throws(() => conversation.rewrite({ start, end }, 'No'), RangeError, `${start} to ${end}`);
    }
    assert.throws(() => begin().rewrite({ start: 0, end: 1 }, 'No'), RangeError);
  });

  it('has a content that is one, and a conversation that is open', () => {
    const conversation = begin();
    assert.throws(() => conversation.send({ type: 'edit' }), TypeError);
    conversation.close();
    assert.throws(() => conversation.send('Hello'), /closed/);
  });
});

describe('the end of a turn', () => {
  it('is told to those who ask before and after', async () => {
    const conversation = after(SNAPSHOTS);
    conversation.send(MESSAGE.content, SENT);
    const first = conversation.finished(SENT);
    writingTurn().forEach((event) => links[0].onFrame(event));

    assert.equal((await first).outcome.type, 'success');
    assert.equal((await conversation.finished(SENT)).outcome.type, 'success');
  });

  it('is an error if the turn fails, or is not begun', async () => {
    const conversation = after([...SNAPSHOTS, writingTurn()[0]]);
    const failed = conversation.finished(SENT);
    links[0].onFrame({ type: 'RUN_ERROR', code: 'MODEL_TIMEOUT', message: 'It took too long.' });
    await assert.rejects(failed, (error) => error instanceof RunError && error.code === 'MODEL_TIMEOUT' && error.message === 'It took too long.');

    const refused = conversation.finished(conversation.send('Again', { messageId: 'm9', runId: 'r9' }));
    links[0].onFrame(notice('queued', { messageId: 'm9' }));
    links[0].onFrame(notice('rejected', { messageId: 'm9', code: 'ABORTED' }));
    await assert.rejects(refused, (error) => error instanceof RejectedError && error.code === 'ABORTED');
  });

  it('is told though it was missed: the snapshots have the message', async () => {
    const conversation = after([...SNAPSHOTS, writingTurn()[0]]);
    const missed = conversation.finished(SENT);
    links[0].onFrame({ type: 'STATE_SNAPSHOT', snapshot: {} });
    links[0].onFrame({ type: 'MESSAGES_SNAPSHOT', messages: [MESSAGE], ...cursor(30) });

    assert.equal(await missed, null);
  });

  it('does not come after the conversation was closed', async () => {
    const conversation = after(SNAPSHOTS);
    const never = conversation.finished(conversation.send('Hello'));
    conversation.close();

    await assert.rejects(never, /closed/);
    await assert.rejects(conversation.finished(SENT), /closed/, 'who asks later');
    assert.equal(links[0].closed, true);
  });
});

describe('a command', () => {
  it('is sent in the form of the protocol, of the present version', () => {
    const conversation = after([...SNAPSHOTS, ...writingTurn()]);
    conversation.abort(SENT);
    conversation.edit('# Fog');
    conversation.edit('# Fog', { baseVersion: 7, whenStale: 'keep' });
    conversation.restore(2);
    conversation.feedback({ messageId: `${TURN}/reply`, rating: 'good' });
    conversation.feedback({ articleVersion: 1, rating: 'bad', reason: 'too short' });

    assert.deepEqual(links[0].sent, [
      { type: 'abort', ...SENT },
      { type: 'edit', baseVersion: 1, markdown: '# Fog' },
      { type: 'edit', baseVersion: 7, markdown: '# Fog', whenStale: 'keep' },
      { type: 'restore', baseVersion: 1, version: 2 },
      { type: 'feedback', messageId: `${TURN}/reply`, rating: 'good' },
      { type: 'feedback', articleVersion: 1, rating: 'bad', reason: 'too short' },
    ]);
  });

  it('is not sent later if it cannot be sent now, and that is said', () => {
    const conversation = begin();
    assert.equal(conversation.edit('# Fog'), false);
    assert.equal(conversation.abort(), false, 'nothing runs');

    links[0].opens();
    assert.deepEqual(links[0].sent, []);
    assert.equal(conversation.edit('# Fog'), true);
  });

  it('stops the running turn, or takes back what was not sent yet', async () => {
    const conversation = begin();
    const sent = conversation.send('Hello');
    const end = conversation.finished(sent);
    assert.equal(conversation.abort({ messageId: sent.messageId }), true);
    await assert.rejects(end, (error) => error.code === 'ABORTED');

    links[0].opens();
    writingTurn().slice(0, 3).forEach((event) => links[0].onFrame(event));
    conversation.abort();

    assert.deepEqual(links[0].sent, [{ type: 'abort', runId: TURN }]);
  });
});

describe('the connection', () => {
  it('tells its status once, and what is wrong', async () => {
    const conversation = begin();
    assert.equal(conversation.status, 'connecting');
    links[0].opens();
    links[0].onTokenError(new Error('no network'));
    links[0].onUnopened(1);
    links[0].breaks();
    links[0].onState('closed');
    links[0].onOriginRefused('http://here');

    assert.deepEqual(told, [
      'open',
      'stays fresh',
      'TOKEN: no network',
      'UNOPENED: The connection did not open.',
      'waiting',
      'closed',
      'ORIGIN: http://here',
    ]);
  });

  it('ends without another word when it is closed here', async () => {
    const conversation = after(SNAPSHOTS);
    told = [];
    conversation.close();

    assert.equal(conversation.status, 'closed');
    assert.deepEqual(told, []);
  });

  it('rejects those who wait when the conversation is gone', async () => {
    const conversation = after(SNAPSHOTS);
    const never = conversation.finished(conversation.send('Hello'));
    links[0].onNotFound();

    await assert.rejects(never, /no such conversation/);
    assert.equal(conversation.status, 'closed');
  });

  it('offers another token than the one that was refused', async () => {
    begin();
    assert.deepEqual([await links[0].token(null), await links[0].token('kept')], ['kept', 'instead-of-kept']);
    await settled();
  });
});
