// What the state knows of the person's own edits, and of a passage that is rewritten.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownArticle } from '../../main/resources/static/state/shown.mjs';
import { initialState, reduce } from '../../main/resources/static/state/state.mjs';
import { keeper } from './keepers.mjs';
import { Keeper } from '../../main/resources/static/state/storage.mjs';

const after = (...events) => events.reduce(reduce, initialState());
const article = (version, markdown) => ({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/article', value: { version, markdown } }] });
const edited = { type: 'page.edited', markdown: 'two', baseVersion: 1 };
const rejected = (code) => ({ type: 'CUSTOM', name: 'quillmesh.rejected', value: { code, message: 'No.' } });

const selection = { version: 1, start: 4, end: 7, text: 'two' };
const begun = {
  type: 'RUN_STARTED', runId: 'r', input: { messages: [{ id: 'm', role: 'user', content: 'Shorter' }], forwardedProps: { selection } },
};
const started = { type: 'TEXT_MESSAGE_START', messageId: 'r/passage', name: 'passage' };
const content = (delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'r/passage', delta });

describe('an edit of the person', () => {
  it('is saved when the article is its text', () => {
    assert.equal(after(article(1, 'one'), edited).edit.status, 'sent');
    assert.equal(after(article(1, 'one'), edited, article(2, 'two')).edit.status, 'saved');
    assert.equal(after(article(1, 'one'), edited, { type: 'STATE_SNAPSHOT', snapshot: { article: { version: 2, markdown: 'two' } } }).edit.status, 'saved');
    assert.equal(after(article(1, 'one'), edited, article(2, 'another')).edit.status, 'sent');
  });

  it('can be refused, without a notice, because the editor sees to it', () => {
    const state = after(article(1, 'one'), edited, rejected('ARTICLE_BUSY'));
    assert.deepEqual([state.edit.status, state.edit.code, state.messages], ['refused', 'ARTICLE_BUSY', []]);
  });

  it('does not hide other refusals', () => {
    assert.equal(after(edited, rejected('NOT_FOUND')).messages.length, 1);
    assert.equal(after(rejected('VERSION_CONFLICT')).messages.length, 1);
  });

  it('can be kept aside', () => {
    const state = after(edited, { type: 'CUSTOM', name: 'quillmesh.aside', value: { version: 3, baseVersion: 1, currentVersion: 2 } });
    assert.deepEqual(state.edit, { markdown: 'two', baseVersion: 1, status: 'aside', version: 3, currentVersion: 2 });
  });
});

describe('a passage that is rewritten', () => {
  const shown = (...events) => shownArticle(after(article(1, 'one two three'), begun, ...events));

  it('is shown in its place, and the rest stays', () => {
    assert.equal(shown(started).markdown, 'one two three');
    assert.equal(shown(started, content('2'), content('!')).markdown, 'one 2! three');
    assert.deepEqual(shown(started, content('2')).passage, { before: 'one ', was: 'two', text: '2', after: ' three' });
    assert.equal(shown(started, content('2')).writing, true);
  });

  it('leaves no draft when it is stopped', () => {
    const state = after(article(1, 'one two three'), begun, started, content('2'), { type: 'RUN_FINISHED', runId: 'r', outcome: { type: 'cancelled' } });
    assert.deepEqual([state.draft, shownArticle(state).markdown], [null, 'one two three']);
  });

  it('is no message', () => {
    const state = after({ type: 'MESSAGES_SNAPSHOT', messages: [{ id: 'r/passage', role: 'assistant', name: 'passage', content: 'x' }] });
    assert.deepEqual(state.messages, []);
  });
});

it('a store tells its keys, also those that are only in memory', () => {
  const kept = keeper();
  kept.set('a.1', 'x');
  assert.deepEqual(kept.keys('a.'), ['a.1']);
  const blocked = new Keeper(() => {
    throw new Error('blocked');
  });
  blocked.set('a.1', 'x');
  blocked.set('b.1', 'x');
  assert.deepEqual(blocked.keys('a.'), ['a.1']);
});
