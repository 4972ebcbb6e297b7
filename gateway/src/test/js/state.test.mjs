import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { shownAgent } from '../../main/resources/static/agents/agents.mjs';
import { isUnderWay, shownArticle, shownChoices } from '../../main/resources/static/state/shown.mjs';
import { initialState, reduce } from '../../main/resources/static/state/state.mjs';
import { CHOICES, MESSAGE, TURN, cursor, failedArticleTurn, writingTurn } from './turns.mjs';

const play = (events, state = initialState()) => events.reduce(reduce, state);
const until = (events, type, count = 1) => events.slice(0, nth(events, type, count) + 1);
const nth = (events, type, count) =>
  events.flatMap((event, index) => (event.type === type ? [index] : [])).at(count - 1);
const said = (state) => state.messages.map(({ role, text }) => [role, text]);

describe('a turn that writes an article', () => {
  it('shows the person\'s message, also where another tab sent it', () => {
    const state = play(until(writingTurn(), 'RUN_STARTED'));

    assert.deepEqual(said(state), [['user', MESSAGE.content]]);
    assert.equal(state.run.id, TURN);
    assert.equal(shownAgent(state, 'reply').status, 'waiting');
  });

  it('shows which agents are at work', () => {
    const state = play(until(writingTurn(), 'TEXT_MESSAGE_START'));

    assert.equal(shownAgent(state, 'intent').status, 'done');
    assert.equal(shownAgent(state, 'intent').ms, 12);
    assert.equal(shownAgent(state, 'generator').status, 'working');
    assert.equal(shownAgent(state, 'reply').status, 'waiting');
  });

  it('shows the article grow', () => {
    const first = play(until(writingTurn(), 'TEXT_MESSAGE_CONTENT', 1));
    const second = play(until(writingTurn(), 'TEXT_MESSAGE_CONTENT', 2));

    assert.equal(shownArticle(first).markdown, '# Lon');
    assert.equal(shownArticle(second).markdown, '# London\n\nRain.');
    assert.equal(shownArticle(second).writing, true);
    assert.equal(shownArticle(second).version, null);
  });

  it('shows the committed version, the reply, the phase and the choices', () => {
    const state = play(writingTurn());

    assert.deepEqual(shownArticle(state), {
      markdown: '# London\n\nRain.', version: 1, writing: false, unfinished: false, size: null, cut: false,
    });
    assert.deepEqual(said(state), [['user', MESSAGE.content], ['assistant', 'Here it is.']]);
    assert.equal(state.messages[1].streaming, false);
    assert.equal(state.shared.phase, 'CHOOSING_TEMPLATE');
    assert.deepEqual(shownChoices(state), CHOICES);
    assert.equal(state.run, null);
  });

  it('shows that a model thinks, and what, until it writes', () => {
    const started = play(until(writingTurn(), 'RUN_STARTED'));
    const id = `${TURN}/article/thoughts`;
    const thinking = play(
      [
        { type: 'SUBAGENT_STARTED', subagentRunId: `${TURN}/generator`, name: 'generator' },
        { type: 'REASONING_START', messageId: id },
        { type: 'REASONING_MESSAGE_START', messageId: id, role: 'reasoning' },
        { type: 'REASONING_MESSAGE_CONTENT', messageId: id, delta: 'Fog?' },
        { type: 'REASONING_MESSAGE_CONTENT', messageId: id, delta: ' Yes.' },
      ],
      started,
    );

    assert.equal(shownAgent(thinking, 'generator').status, 'thinking');
    assert.equal(thinking.thoughts, 'Fog? Yes.');

    const writing = play(
      [{ type: 'REASONING_MESSAGE_END', messageId: id }, { type: 'REASONING_END', messageId: id }],
      thinking,
    );
    assert.equal(shownAgent(writing, 'generator').status, 'working');
    assert.equal(writing.thoughts, '');
  });

  it('shows that a version was cut off before its end', () => {
    const delta = [{ op: 'add', path: '/article', value: { version: 1, title: 'London', markdown: '# Lon', author: 'AGENT', unfinished: true } }];
    const state = play([{ type: 'STATE_DELTA', delta }]);

    assert.equal(shownArticle(state).cut, true);
  });

  it('does not change the state it was given', () => {
    const before = Object.freeze(play(until(writingTurn(), 'TEXT_MESSAGE_CONTENT')));
    const copy = structuredClone(before);

    play(writingTurn().slice(3), before);

    assert.deepEqual(before, copy);
  });
});

describe('a later turn', () => {
  const written = play(writingTurn());

  it('keeps the old version in sight until the new one has a first word', () => {
    const started = play(until(writingTurn('t2', 'm2'), 'TEXT_MESSAGE_START'), written);
    const writing = play(until(writingTurn('t2', 'm2'), 'TEXT_MESSAGE_CONTENT'), written);

    assert.equal(shownArticle(started).markdown, '# London\n\nRain.');
    assert.equal(shownArticle(started).writing, true);
    assert.equal(shownArticle(writing).markdown, '# Lon');
  });

  it('does not offer the choices of the turn before, and none twice', () => {
    const started = play(until(writingTurn('t2', 'm2'), 'RUN_STARTED'), written);

    assert.deepEqual(shownChoices(started), []);
    assert.deepEqual(shownChoices(play(writingTurn('t2', 'm2'), written)), CHOICES);
  });

  it('that leaves the article alone leaves it shown', () => {
    const events = writingTurn('t2', 'm2').filter(
      ({ type, name, messageId, delta }) =>
        name !== 'article' && !messageId?.endsWith('/article') && !(type === 'STATE_DELTA' && delta[0].path === '/article'),
    );

    assert.equal(shownArticle(play(events, written)).version, 1);
  });
});

describe('what goes wrong', () => {
  it('a stream that was cut is replaced by the one that stands in for it', () => {
    const state = play([
      { type: 'RUN_STARTED', threadId: 'c', runId: TURN },
      { type: 'TEXT_MESSAGE_START', messageId: `${TURN}/article`, name: 'article', role: 'assistant' },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: `${TURN}/article`, delta: 'half' },
      { type: 'TEXT_MESSAGE_END', messageId: `${TURN}/article` },
      { type: 'TEXT_MESSAGE_START', messageId: `${TURN}/article~2`, name: 'article', role: 'assistant' },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: `${TURN}/article~2`, delta: 'whole' },
      { type: 'TEXT_MESSAGE_START', messageId: `${TURN}/reply`, role: 'assistant' },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: `${TURN}/reply`, delta: 'half' },
      { type: 'TEXT_MESSAGE_END', messageId: `${TURN}/reply` },
      { type: 'TEXT_MESSAGE_START', messageId: `${TURN}/reply~2`, role: 'assistant' },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: `${TURN}/reply~2`, delta: 'whole' },
    ]);

    assert.equal(shownArticle(state).markdown, 'whole');
    assert.deepEqual(said(state), [['assistant', 'whole']]);
  });

  it('a failed agent is named once, and those that waited for it only marked', () => {
    const state = play(failedArticleTurn());

    const notices = state.messages.filter(({ role }) => role === 'notice');
    assert.deepEqual(notices.map(({ kind, agent, code }) => [kind, agent, code]), [
      ['agent', 'intent', 'MODEL_TIMEOUT'],
    ]);
    assert.equal(shownAgent(state, 'intent').status, 'failed');
    assert.equal(shownAgent(state, 'generator').status, 'failed');
    assert.equal(shownAgent(state, 'reply').status, 'done');
  });

  it('a turn whose reply failed says so once', () => {
    const state = play([
      ...until(writingTurn(), 'SUBAGENT_STARTED', 5),
      { type: 'SUBAGENT_ERROR', subagentRunId: `${TURN}/reply`, code: 'MODEL_TIMEOUT', message: 'No.' },
      { type: 'RUN_ERROR', code: 'MODEL_TIMEOUT', message: 'No.' },
    ]);

    assert.deepEqual(state.messages.filter(({ role }) => role === 'notice').map(({ kind }) => kind), ['run']);
    assert.equal(shownAgent(state, 'reply').status, 'failed');
  });

  it('a turn without a reply says so, and nobody is at work any more', () => {
    const state = play([
      ...until(writingTurn(), 'TEXT_MESSAGE_CONTENT'),
      { type: 'TEXT_MESSAGE_END', messageId: `${TURN}/article` },
      { type: 'RUN_ERROR', code: 'DEADLINE_EXCEEDED', message: 'No reply in time.' },
    ]);

    assert.equal(state.messages.at(-1).kind, 'run');
    assert.equal(state.messages.at(-1).code, 'DEADLINE_EXCEEDED');
    assert.equal(state.run, null);
    assert.equal(shownAgent(state, 'generator').status, 'idle');
  });

  it('a stopped turn keeps what was written in sight, as unfinished', () => {
    const state = play([
      ...until(writingTurn(), 'TEXT_MESSAGE_CONTENT'),
      { type: 'page.stopping' },
      { type: 'TEXT_MESSAGE_END', messageId: `${TURN}/article` },
      { type: 'SUBAGENT_ERROR', subagentRunId: `${TURN}/generator`, code: 'CANCELLED', message: 'Cancelled.' },
      { type: 'RUN_FINISHED', threadId: 'c', runId: TURN, outcome: { type: 'cancelled' } },
    ]);

    assert.deepEqual(shownArticle(state), { markdown: '# Lon', version: null, writing: false, unfinished: true });
    assert.deepEqual(state.messages.filter(({ role }) => role === 'notice').map(({ kind }) => kind), ['cancelled']);
    assert.equal(shownAgent(state, 'generator').status, 'idle');
  });

  it('a patch that does not fit is an error, so that a snapshot is asked for', () => {
    assert.throws(() => play([{ type: 'STATE_DELTA', delta: [{ op: 'replace', path: '/article', value: 1 }] }]));
  });

  it('an event of a type not known changes nothing', () => {
    const state = play([{ type: 'SOMETHING_NEW', ...cursor(7) }]);

    assert.deepEqual(state, initialState());
  });
});

describe('a connection that begins with snapshots', () => {
  const snapshots = [
    {
      type: 'STATE_SNAPSHOT',
      snapshot: {
        phase: 'DRAFTING',
        article: { version: 3, title: 'T', markdown: '# T', author: 'AGENT' },
        agents: { intent: { status: 'DONE', ms: 5 }, phase: { status: 'FAILED', ms: 9 } },
      },
    },
    {
      type: 'MESSAGES_SNAPSHOT',
      messages: [
        { id: 'm1', role: 'user', content: 'Hello' },
        { id: 't1/article', role: 'assistant', name: 'article', content: '# T' },
        { id: 't1/reply', role: 'assistant', content: 'Hi' },
        { id: 't1/choices', role: 'activity', activityType: 'choices', content: { choices: [] } },
      ],
    },
  ];

  it('shows what was, the article in its own pane only', () => {
    const state = play(snapshots);

    assert.deepEqual(said(state), [['user', 'Hello'], ['assistant', 'Hi']]);
    assert.equal(shownArticle(state).version, 3);
    assert.equal(shownAgent(state, 'intent').status, 'done');
    assert.equal(shownAgent(state, 'phase').status, 'failed');
    assert.equal(shownAgent(state, 'reply').status, 'idle');
  });

  it('in mid-turn goes on with the running turn from its start', () => {
    const running = writingTurn(TURN, 'm2');
    const interrupted = play(until(running, 'TEXT_MESSAGE_CONTENT', 2));

    const state = play(running, play(snapshots, interrupted));

    assert.deepEqual(said(state), [
      ['user', 'Hello'], ['assistant', 'Hi'], ['user', MESSAGE.content], ['assistant', 'Here it is.'],
    ]);
    assert.equal(shownArticle(state).markdown, '# London\n\nRain.');
  });

  it('keeps what the page itself has to say', () => {
    const state = play([{ type: 'page.notice', kind: 'notFound' }, ...snapshots]);

    assert.equal(state.messages.at(-1).kind, 'notFound');
  });

  it('keeps what has not been sent, and drops what has arrived', () => {
    const state = play([
      { type: 'page.sent', message: { id: 'm1', runId: 't1', text: 'Hello' } },
      { type: 'page.sent', message: { id: 'm9', runId: 't9', text: 'More' } },
      ...snapshots,
    ]);

    assert.deepEqual(state.outbox.map(({ id }) => id), ['m9']);
  });
});

describe('a turn that replaces another one', () => {
  const before = [...writingTurn('t1', 'm1'), { type: 'page.notice', kind: 'notFound' }];
  const snapshots = [
    { type: 'STATE_SNAPSHOT', snapshot: { phase: 'EXPLORING', agents: { phase: { status: 'DONE' } } }, ...cursor(21) },
    { type: 'MESSAGES_SNAPSHOT', messages: [{ id: 'm2', role: 'user', content: MESSAGE.content }], ...cursor(22) },
  ];
  const [started, ...rest] = writingTurn('t2', 'm2');
  const begun = play([started, ...snapshots], play(before));

  it('goes on after its snapshots', () => {
    assert.equal(begun.run.id, 't2');
    assert.equal(begun.run.asked, MESSAGE.content);
    assert.equal(shownAgent(begun, 'phase').status, 'waiting');
  });

  it('leaves nothing of the replaced one in sight, but what the page itself has to say', () => {
    assert.deepEqual(said(begun).filter(([role]) => role !== 'notice'), [['user', MESSAGE.content]]);
    assert.equal(begun.messages.at(-1).kind, 'notFound');
    assert.equal(shownArticle(begun).markdown, '');
    assert.deepEqual(begun.shared, snapshots[0].snapshot);
  });

  it('ends like any other', () => {
    const over = play(rest, begun);

    assert.equal(over.run, null);
    assert.deepEqual(said(over).filter(([role]) => role !== 'notice'), [['user', MESSAGE.content], ['assistant', 'Here it is.']]);
    assert.equal(shownArticle(over).markdown, '# London\n\nRain.');
  });

  it('is the same for a page that comes in the middle of it', () => {
    const [state, messages] = snapshots;
    const came = play([{ ...state, metadata: {} }, { ...messages, messages: [] }, started, ...snapshots, ...rest]);

    assert.equal(came.run, null);
    assert.deepEqual(came.messages, play(rest, begun).messages.filter(({ role }) => role !== 'notice'));
  });
});

describe('own messages', () => {
  const sent = { type: 'page.sent', message: { id: MESSAGE.id, runId: TURN, text: MESSAGE.content } };

  it('wait in the outbox until their turn starts', () => {
    const waiting = play([sent]);
    const started = play(until(writingTurn(), 'RUN_STARTED'), waiting);

    assert.equal(waiting.outbox[0].status, 'pending');
    assert.deepEqual(started.outbox, []);
    assert.deepEqual(said(started), [['user', MESSAGE.content]]);
  });

  it('are known by their run where that tells no input', () => {
    const started = play([sent, { type: 'RUN_STARTED', threadId: 'c', runId: TURN }]);

    assert.deepEqual(said(started), [['user', MESSAGE.content]]);
    assert.deepEqual(started.outbox, []);
  });

  it('that are queued come after the turn that runs', () => {
    const state = play([
      ...until(writingTurn(), 'RUN_STARTED'),
      { type: 'page.sent', message: { id: 'm2', runId: 't2', text: 'And then?' } },
      { type: 'CUSTOM', name: 'quillmesh.queued', value: { messageId: 'm2', runId: 't2', position: 1 } },
      ...writingTurn().slice(1),
    ]);

    assert.equal(state.outbox[0].status, 'queued');
    assert.deepEqual(said(play(until(writingTurn('t2', 'm2'), 'RUN_STARTED'), state)).map(([role]) => role), [
      'user', 'assistant', 'user',
    ]);
  });

  it('that are refused keep their text and the reason, and can be taken back', () => {
    const refused = play([
      sent,
      { type: 'CUSTOM', name: 'quillmesh.rejected', value: { messageId: MESSAGE.id, code: 'QUEUE_FULL', message: 'Wait.' } },
    ]);

    assert.deepEqual(
      refused.outbox.map(({ text, status, code }) => [text, status, code]),
      [[MESSAGE.content, 'rejected', 'QUEUE_FULL']],
    );
    assert.deepEqual(play([{ type: 'page.withdrawn', id: MESSAGE.id }], refused).outbox, []);
  });

  it('that were refused for now are sent again under the same id', () => {
    const again = play([
      sent,
      { type: 'CUSTOM', name: 'quillmesh.rejected', value: { messageId: MESSAGE.id, code: 'UNAVAILABLE', message: 'Later.' } },
      { type: 'page.resent', id: MESSAGE.id },
    ]);

    assert.deepEqual(again.outbox.map(({ id, status }) => [id, status]), [[MESSAGE.id, 'pending']]);
  });

  it('a stop that comes too late is no fault', () => {
    const late = { type: 'CUSTOM', name: 'quillmesh.rejected', value: { code: 'NOT_RUNNING', message: 'No turn.' } };

    assert.deepEqual(play([late]).messages, []);
  });

  it('a refusal of something else is told', () => {
    const state = play([{ type: 'CUSTOM', name: 'quillmesh.rejected', value: { code: 'MALFORMED', message: 'No.' } }]);

    assert.deepEqual(state.messages.map(({ role, kind, code }) => [role, kind, code]), [['notice', 'rejected', 'MALFORMED']]);
  });

  it('that a button says are under way until their turn is over', () => {
    const asked = play([sent]);
    assert.ok(isUnderWay(asked, MESSAGE.content));
    assert.ok(!isUnderWay(asked, 'Another'));
    assert.ok(isUnderWay(play(until(writingTurn(), 'RUN_STARTED'), asked), MESSAGE.content));
    assert.ok(!isUnderWay(play(writingTurn(), asked), MESSAGE.content));
    assert.ok(!isUnderWay(play([{ type: 'page.refused', id: MESSAGE.id, code: 'MESSAGE_TOO_LARGE' }], asked), MESSAGE.content));
  });
});

describe('notices of the page', () => {
  it('are there once, however often they are said', () => {
    const notice = { type: 'page.notice', kind: 'queueFull' };
    const state = play([notice, { type: 'page.notice', kind: 'refused', text: 'flood' }, notice]);

    assert.deepEqual(state.messages.map(({ kind }) => kind), ['refused', 'queueFull']);
    assert.notEqual(state.messages[1].id, play([notice]).messages[0].id, 'it is read out again');
  });
});

describe('a draft that becomes the article', () => {
  const stopped = { ...initialState(), draft: { messageId: 'a', text: 'half', unfinished: true } };

  it('does so once, unless that was refused', () => {
    const used = play([{ type: 'page.draftUsed' }], stopped);
    const refused = play([{ type: 'CUSTOM', name: 'quillmesh.rejected', value: { code: 'ARTICLE_BUSY', message: '' } }], used);

    assert.deepEqual([used.draft.used, refused.draft.used], [true, false]);
  });
});
