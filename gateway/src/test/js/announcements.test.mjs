import assert from 'node:assert/strict';
import { it } from 'node:test';

import { announcements } from '../../main/resources/static/state/announcements.mjs';
import { initialState, reduce } from '../../main/resources/static/state/state.mjs';
import { LANGUAGES } from '../../main/resources/static/strings/strings.mjs';

const RUN = '11111111-1111-4111-8111-111111111111';
const started = { type: 'RUN_STARTED', runId: RUN, input: { messages: [{ id: 'm', role: 'user', content: 'Hello' }] } };
const choices = [{ id: '1', label: 'Shorter', message: 'Make it shorter' }, { id: '2', label: 'Longer', message: 'Make it longer' }];

/** What a screen reader gets while these events come. */
function heard(...events) {
  let state = initialState();
  return events.flatMap((event) => {
    const before = state;
    state = reduce(state, event);
    return announcements(before, state, LANGUAGES.en);
  });
}

it('a reply is read out once, when it is complete', () => {
  assert.deepEqual(
    heard(
      started,
      { type: 'TEXT_MESSAGE_START', messageId: `${RUN}/reply` },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: `${RUN}/reply`, delta: '**Done' },
      { type: 'TEXT_MESSAGE_CONTENT', messageId: `${RUN}/reply`, delta: '**' },
      { type: 'TEXT_MESSAGE_END', messageId: `${RUN}/reply` },
      { type: 'RUN_FINISHED' },
    ),
    [{ reply: `${RUN}/reply` }],
  );
});

it('what was there before says nothing', () => {
  assert.deepEqual(
    heard(
      { type: 'STATE_SNAPSHOT', snapshot: { article: { version: 2, markdown: '# A' }, choices } },
      { type: 'MESSAGES_SNAPSHOT', messages: [{ id: 'r', role: 'assistant', content: 'Done' }] },
      started,
    ),
    [],
  );
});

it('a version and the next steps are told when they come, and not again as an activity', () => {
  assert.deepEqual(
    heard(
      started,
      { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/article', value: { version: 1, markdown: '# A' } }] },
      { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/choices', value: choices }] },
      { type: 'ACTIVITY_SNAPSHOT', activityType: 'choices', content: { choices } },
      { type: 'RUN_FINISHED' },
    ),
    [{ text: 'Version 1 of the article is ready.' }, { text: 'Next step: Shorter, Longer.' }],
  );
});

it('a turn that replaces another one goes back without a word', () => {
  assert.deepEqual(
    heard(
      { type: 'STATE_SNAPSHOT', snapshot: { article: { version: 3, markdown: '# C' } } },
      started,
      {
        type: 'STATE_SNAPSHOT',
        snapshot: { article: { version: 1, markdown: '# A' }, choices },
        metadata: { quillmesh: { epoch: 'e', sequence: 7 } },
      },
      { type: 'STATE_DELTA', delta: [{ op: 'add', path: '/article', value: { version: 4, markdown: '# D' } }] },
    ),
    [{ text: 'Version 4 of the article is ready.' }],
  );
});

it('each failure is told, in the words that are shown', () => {
  assert.deepEqual(
    heard(
      started,
      { type: 'SUBAGENT_ERROR', subagentRunId: `${RUN}/context`, code: 'MODEL_TIMEOUT' },
      { type: 'RUN_ERROR', code: 'SOMETHING_NEW', message: 'The roof leaks.' },
    ).map(({ text }) => text),
    [
      'The conversation could not be analysed; the answer goes without it. The model took too long. Please send your message again.',
      'This turn ended without a reply. The roof leaks.',
    ],
  );
});

it('a message that is refused is told, though it is no notice', () => {
  assert.deepEqual(
    heard(
      { type: 'page.sent', message: { id: 'm', runId: RUN, text: 'Hello' } },
      { type: 'CUSTOM', name: 'quillmesh.rejected', value: { messageId: 'm', code: 'QUEUE_FULL' } },
    ).map(({ text }) => text),
    ['The server did not accept that. Too many messages are waiting. Please wait until one is answered.'],
  );
});

it('somebody who writes does not hear of each save', () => {
  const article = (version, markdown) => ({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/article', value: { version, markdown } }] });
  assert.deepEqual(heard({ type: 'page.edited', markdown: 'mine', baseVersion: 1 }, { type: 'RUN_STARTED', runId: 'e' }, article(2, 'mine')), []);
  assert.deepEqual(heard({ type: 'RUN_STARTED', runId: 'e' }, article(2, 'of another')), [{ text: LANGUAGES.en.versionReady(2) }]);
});
