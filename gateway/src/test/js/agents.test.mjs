// Declared agents, as the page's state knows them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { duration, shownAgent, shownAnswers, shownNames } from '../../main/resources/static/agents/agents.mjs';
import { announcements } from '../../main/resources/static/state/announcements.mjs';
import { initialState, reduce } from '../../main/resources/static/state/state.mjs';
import { LANGUAGES } from '../../main/resources/static/strings/strings.mjs';
import { MESSAGE, TURN, writingTurn } from './turns.mjs';

const LATE = '7c1b3f4e-0000-4000-8000-00000000000f';
const TITLES = { titles: ['Rain'] };
const play = (events, state = initialState()) => events.reduce(reduce, state);
const status = (state, name) => shownAgent(state, name).status;
const answers = (state) => shownAnswers(state).map(({ name, answer }) => [name, answer]);

const event = (type, name, more = {}, run = TURN) => ({ type, subagentRunId: `${run}/${name}`, name, ...more });
const sets = (member, value) => ({ type: 'STATE_DELTA', delta: [{ op: 'add', path: `/${member}`, value }] });
const agents = (statuses) => sets('agents', Object.fromEntries(Object.entries(statuses).map(([name, one]) => [name, { status: one }])));
const begun = (run = TURN) => ({ type: 'RUN_STARTED', threadId: 'c', runId: run, input: { messages: [MESSAGE] } });
const ended = (run = TURN, type = 'success') => ({ type: 'RUN_FINISHED', threadId: 'c', runId: run, outcome: { type } });
const text = (name, attempt, ...deltas) => [
  { type: 'TEXT_MESSAGE_START', messageId: `${TURN}/${name}${attempt}`, role: 'assistant', name },
  ...deltas.map((delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: `${TURN}/${name}${attempt}`, delta })),
];

/** A turn that ends while the titles are still to come. */
const TURN_WITHOUT_TITLES = [begun(), agents({ titles: 'WORKING' }), event('SUBAGENT_STARTED', 'titles'), ended()];
const LATE_TITLES = [
  { type: 'RUN_STARTED', threadId: 'c', runId: LATE },
  event('SUBAGENT_STARTED', 'titles', {}, LATE),
  sets('results', { titles: TITLES }),
  event('SUBAGENT_FINISHED', 'titles', {}, LATE),
  ended(LATE),
];

describe('a declared agent in a turn', () => {
  it('waits, works and has answered', () => {
    const waiting = play([begun(), agents({ intent: 'WORKING', titles: 'WAITING' })]);
    const working = play([event('SUBAGENT_STARTED', 'titles')], waiting);
    const done = play([sets('results', { titles: TITLES }), sets('agents', { titles: { status: 'DONE', ms: 12 } }), event('SUBAGENT_FINISHED', 'titles')], working);

    assert.deepEqual([waiting, working, done].map((state) => status(state, 'titles')), ['waiting', 'working', 'done']);
    assert.equal(shownAgent(done, 'titles').ms, 12);
    assert.deepEqual(answers(working), []);
    assert.deepEqual(answers(done), [['titles', TITLES]]);
  });

  it('is left out of a turn that does not concern it', () => {
    const state = play([begun(), agents({ titles: 'WAITING' }), agents({ titles: 'SKIPPED' }), ended()]);

    assert.equal(status(state, 'titles'), 'skipped');
    assert.deepEqual(answers(state), []);
  });

  it('that fails says so in its own place, unless it only waited for another', () => {
    const state = play([
      begun(),
      event('SUBAGENT_ERROR', 'titles', { code: 'MODEL_TIMEOUT', message: 'No token.' }),
      event('SUBAGENT_ERROR', 'facts', { code: 'UPSTREAM_FAILED', message: 'No.' }),
    ]);

    assert.deepEqual(shownAnswers(state).map(({ name, code, message, answer }) => [name, code, message, answer]), [['titles', 'MODEL_TIMEOUT', 'No token.', null]]);
    assert.equal(status(state, 'facts'), 'failed');
    assert.deepEqual(state.messages.map(({ role }) => role), ['user']);
  });

  it('that writes text grows in its own place, and a second attempt replaces the first', () => {
    const first = play([begun(), ...text('preview', '', 'Half a')]);
    const second = play(text('preview', '~2', 'In ', 'London'), first);
    const done = play([{ type: 'TEXT_MESSAGE_END', messageId: `${TURN}/preview~2` }, sets('results', { preview: 'In London.' }), event('SUBAGENT_FINISHED', 'preview')], second);

    assert.deepEqual([first, second, done].map(answers), [[['preview', 'Half a']], [['preview', 'In London']], [['preview', 'In London.']]]);
    assert.deepEqual([first, done].map((state) => shownAnswers(state)[0].streaming), [true, false]);
    assert.deepEqual(done.messages.map(({ role }) => role), ['user'], 'it is no reply');
  });

  it('that was stopped keeps what it wrote, and works no more', () => {
    const state = play([
      begun(), agents({ titles: 'CANCELLED', preview: 'CANCELLED' }), event('SUBAGENT_STARTED', 'titles'), ...text('preview', '', 'In'),
      event('SUBAGENT_ERROR', 'titles', { code: 'CANCELLED' }), ended(TURN, 'cancelled'),
    ]);

    assert.equal(status(state, 'titles'), 'idle');
    assert.deepEqual(answers(state), [['preview', 'In']]);
    assert.equal(shownAnswers(state)[0].streaming, false);
  });

  it('has its answers shown in the order in which they came, and not those of the turn before', () => {
    const finished = (name) => [sets('results', { titles: TITLES, facts: { a: 1 } }), event('SUBAGENT_FINISHED', name)];
    const state = play([begun(), ...finished('titles'), ...finished('facts'), ended()]);

    assert.deepEqual(answers(state).map(([name]) => name), ['titles', 'facts']);
    assert.deepEqual(answers(play([begun('t2'), agents({ titles: 'WAITING', facts: 'SKIPPED' })], state)), []);
  });

  it('may be called anything, and a name that is none is no agent', () => {
    const state = play([begun(), event('SUBAGENT_STARTED', 'constructor'), event('SUBAGENT_STARTED', '__proto__'), event('SUBAGENT_STARTED', 'A B')]);

    assert.deepEqual(shownNames(state, ['titles']), ['intent', 'context', 'generator', 'reply', 'phase', 'titles', 'constructor']);
    assert.equal(status(state, 'constructor'), 'working');
    assert.equal(status(initialState(), 'constructor'), 'idle');
    assert.deepEqual(answers(state), []);
  });

  it('is nothing to a turn without any', () => {
    assert.deepEqual(answers(play(writingTurn())), []);
    assert.deepEqual(shownNames(play(writingTurn()), []), ['intent', 'context', 'generator', 'reply', 'phase']);
  });
});

describe('an answer that comes late', () => {
  const before = play(TURN_WITHOUT_TITLES);

  it('is awaited after the turn has ended', () => {
    assert.equal(before.run, null);
    assert.equal(status(before, 'titles'), 'working');
  });

  it('is no turn: nobody waits, nothing can be stopped, and the rest stays as it was', () => {
    const during = play(LATE_TITLES.slice(0, 3), before);

    assert.equal(during.run, null);
    assert.deepEqual(during.messages, before.messages);
    assert.deepEqual({ ...during.agents, titles: null }, { ...before.agents, titles: null });
  });

  it('is shown, with those of its turn', () => {
    const state = play(LATE_TITLES, before);

    assert.deepEqual(answers(state), [['titles', TITLES]]);
    assert.equal(status(state, 'titles'), 'done');
    assert.equal(state.aside, null);
  });

  it('that failed says so, and the turn is none that failed', () => {
    const state = play([LATE_TITLES[0], event('SUBAGENT_ERROR', 'titles', { code: 'DEADLINE_EXCEEDED' }, LATE), { type: 'RUN_ERROR', code: 'DEADLINE_EXCEEDED' }], before);

    assert.deepEqual(shownAnswers(state).map(({ code }) => code), ['DEADLINE_EXCEEDED']);
    assert.deepEqual(state.messages, before.messages);
  });

  it('of a turn before comes into the one that runs, without an end to it', () => {
    const state = play([begun('t2'), ...LATE_TITLES.slice(1, -1)], before);

    assert.equal(state.run.id, 't2');
    assert.deepEqual(answers(state), [['titles', TITLES]]);
  });

  it('leaves what was written of a stopped article', () => {
    const stopped = play([...writingTurn().slice(0, 8), ...TURN_WITHOUT_TITLES.slice(1, 3), ended(TURN, 'cancelled')]);

    assert.deepEqual(play(LATE_TITLES, stopped).draft, stopped.draft);
  });
});

describe('a connection that begins with snapshots', () => {
  const snapshots = (statuses) => [
    { type: 'STATE_SNAPSHOT', snapshot: { agents: statuses, results: { titles: TITLES, preview: 'In London.', facts: {} } } },
    {
      type: 'MESSAGES_SNAPSHOT',
      messages: [MESSAGE, { id: `${TURN}/preview`, role: 'assistant', name: 'preview', content: 'In London.' }, { id: `${TURN}/reply`, role: 'assistant', content: 'Hi' }],
    },
  ];

  it('shows what the agents have answered, and that one still works', () => {
    const state = play(snapshots({ intent: { status: 'DONE' }, titles: { status: 'DONE', ms: 5 }, preview: { status: 'DONE' }, facts: { status: 'WORKING' }, old: { status: 'SKIPPED' } }));

    assert.deepEqual(answers(state), [['titles', TITLES], ['preview', 'In London.']]);
    assert.deepEqual(['titles', 'facts', 'old', 'intent', 'reply'].map((name) => status(state, name)), ['done', 'working', 'skipped', 'done', 'idle']);
    assert.deepEqual(state.messages.map(({ text: said }) => said), [MESSAGE.content, 'Hi']);
  });

  it('knows of no answers from statuses that it does not understand', () => {
    assert.deepEqual(answers(play(snapshots({ titles: { status: 'SOMETHING_NEW' }, preview: null }))), []);
    assert.deepEqual(answers(play([{ type: 'STATE_SNAPSHOT', snapshot: null }])), []);
  });
});

describe('a screen reader', () => {
  function heard(events, state = initialState(), language = 'en') {
    return events.flatMap((one) => {
      const before = state;
      state = reduce(state, one);
      return announcements(before, state, LANGUAGES[language], (name) => ({ titles: 'Titles' })[name] ?? name).map(({ text: said }) => said);
    });
  }

  it('is told once that an answer is there, also late, and not the answer', () => {
    const before = play(TURN_WITHOUT_TITLES);

    assert.deepEqual(heard(LATE_TITLES, before), ['Titles: the answer is there.']);
    assert.deepEqual(heard(LATE_TITLES, before, 'zh-Hans'), ['Titles：已有回答。']);
    assert.deepEqual(heard([begun(), ...LATE_TITLES.slice(1, -1), ended()]), ['Titles: the answer is there.']);
  });

  it('is told of a text when it is complete', () => {
    const streamed = [...text('titles', '', 'One'), { type: 'TEXT_MESSAGE_END', messageId: `${TURN}/titles` }];

    assert.deepEqual(heard([begun(), ...streamed]), []);
    assert.deepEqual(heard([sets('results', { titles: 'One' }), event('SUBAGENT_FINISHED', 'titles')], play([begun(), ...streamed])), ['Titles: the answer is there.']);
  });

  it('is told why there is none', () => {
    const failed = event('SUBAGENT_ERROR', 'titles', { code: 'MODEL_RATE_LIMITED', message: '429' });

    assert.deepEqual(heard([begun(), failed]), ['Titles: There is no answer. The model is asked too much at the moment. Please try again in a minute.']);
  });

  it('is told nothing of what was there before', () => {
    assert.deepEqual(heard([{ type: 'STATE_SNAPSHOT', snapshot: { agents: { titles: { status: 'DONE' } }, results: { titles: TITLES } } }]), []);
  });

  it('is told of an edit, which is a short run, too', () => {
    const edit = sets('article', { version: 2, markdown: '# B' });

    assert.deepEqual(heard([{ type: 'RUN_STARTED', runId: LATE }, edit, ended(LATE)]), ['Version 2 of the article is ready.']);
  });
});

it('an agent’s time is told in milliseconds or seconds', () => {
  assert.deepEqual([undefined, null, 12.4, 999, 1234].map(duration), ['', '', '12 ms', '999 ms', '1.2 s']);
});
