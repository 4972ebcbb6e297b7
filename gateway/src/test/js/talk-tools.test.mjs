import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { opinionFrame, opinionOn, withOpinion } from '../../main/resources/static/feedback/feedback.mjs';
import { toEdit, waiting } from '../../main/resources/static/state/queue.mjs';
import { hasReply, replaceable, withoutReplaced } from '../../main/resources/static/talk/replacing.mjs';
import { initialState, reduce } from '../../main/resources/static/state/state.mjs';
import { MESSAGE, writingTurn } from './turns.mjs';

const after = (events, state = initialState()) => events.reduce(reduce, state);
const sent = (id, more = {}) => ({ type: 'page.sent', message: { id, runId: `run-${id}`, text: `Text ${id}`, ...more } });
const queued = (messageId, position) => ({ type: 'CUSTOM', name: 'quillmesh.queued', value: { messageId, position } });
const rejected = (value) => ({ type: 'CUSTOM', name: 'quillmesh.rejected', value });
const begins = (id) => ({ type: 'RUN_STARTED', runId: `run-${id}`, input: { messages: [{ id, role: 'user', content: `Text ${id}` }] } });
const places = ({ outbox }) => outbox.map(({ id, position }) => `${id}${position}`);
const written = () => after(writingTurn());

describe('messages that wait', () => {
  const three = () => after([sent('a'), sent('b'), sent('c'), queued('a', 1), queued('b', 2), queued('c', 3)]);

  it('have a place, and come nearer as turns begin', () => {
    assert.deepEqual(places(three()), ['a1', 'b2', 'c3']);
    assert.deepEqual(places(after([begins('a')], three())), ['b1', 'c2']);
    assert.deepEqual(places(after([begins('of another tab')], three())), ['a1', 'b1', 'c2']);
  });

  it('that are taken back for good are gone, and those behind them come nearer', () => {
    const leaving = after([{ type: 'page.leaving', id: 'b', leaving: 'drop' }], three());
    assert.deepEqual(waiting(leaving.outbox).length, 3, 'the server has not agreed yet');

    const gone = after([rejected({ messageId: 'b', code: 'ABORTED', message: 'Taken back.' })], leaving);
    assert.deepEqual(places(gone), ['a1', 'c2']);
    assert.deepEqual(gone.messages, []);
  });

  it('that are taken back to be changed are given to the person', () => {
    const asked = after([{ type: 'page.leaving', id: 'a', leaving: 'edit' }], three());
    assert.equal(toEdit(asked.outbox), undefined);

    const back = after([rejected({ messageId: 'a', code: 'ABORTED' })], asked);
    assert.equal(toEdit(back.outbox).text, 'Text a');
    assert.equal(after([{ type: 'page.withdrawn', id: 'a' }], back).outbox.length, 2);
  });

  it('that neither wait nor run can be taken back, too', () => {
    const gone = after([{ type: 'page.leaving', id: 'a', leaving: 'drop' }, rejected({ messageId: 'a', code: 'NOT_RUNNING' })], three());
    assert.deepEqual(places(gone), ['b1', 'c2']);
  });

  it('that somebody else took back say so', () => {
    const [{ status, code }] = after([sent('a'), queued('a', 1), rejected({ messageId: 'a', code: 'ABORTED' })]).outbox;
    assert.deepEqual([status, code], ['rejected', 'ABORTED']);
  });

  it('and were taken back before that was known are no news', () => {
    assert.deepEqual(after([rejected({ messageId: 'x', code: 'ABORTED' })]).messages, []);
  });
});

describe('the last turn', () => {
  it('can be replaced when nothing runs and nothing waits', () => {
    assert.equal(replaceable(written()).id, MESSAGE.id);
    assert.equal(replaceable(initialState()), null);
    assert.equal(replaceable(after([sent('x')], written())), null);
    assert.equal(replaceable(after([begins('x')], written())), null);
    const refused = after([sent('x'), rejected({ messageId: 'x', code: 'QUEUE_FULL' })], written());
    assert.equal(replaceable(refused).id, MESSAGE.id);
  });

  it('knows whether it has a reply', () => {
    const state = written();
    assert.equal(hasReply(state, replaceable(state)), true);
    const stopped = after([begins('x'), { type: 'RUN_FINISHED', outcome: { type: 'cancelled' } }], state);
    assert.equal(hasReply(stopped, replaceable(stopped)), false);
  });

  it('is not shown while another one takes its place, and is there again if that was refused', () => {
    const before = after(writingTurn('other', 'm0').concat(writingTurn()));
    const replacing = after([sent('x', { replaces: MESSAGE.id })], before);
    assert.deepEqual(withoutReplaced(replacing).map(({ id }) => id), ['m0', 'other/reply']);

    const refused = after([rejected({ messageId: 'x', code: 'NOT_REPLACEABLE' })], replacing);
    assert.deepEqual(withoutReplaced(refused), before.messages);
  });

  it('leaves what the page itself says in sight', () => {
    const told = after([{ type: 'page.notice', kind: 'notKept', text: 'Lost.' }, sent('x', { replaces: MESSAGE.id })], written());
    assert.deepEqual(withoutReplaced(told).map(({ kind }) => kind), ['notKept']);
  });
});

describe('an opinion', () => {
  const reply = { messageId: 'r/reply' };
  const rated = (rating, reason) => ({ type: 'page.rated', target: reply, opinion: { rating, reason } });
  const confirmed = (value) => ({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/feedback', value }] });

  it('is what the shared state says', () => {
    const { shared } = after([confirmed({ 'r/reply': { rating: 'good' }, 'version/2': { rating: 'bad', reason: 'Dull' } })]);
    assert.deepEqual(opinionOn(shared, reply), { rating: 'good', reason: '' });
    assert.deepEqual(opinionOn(shared, { articleVersion: 2 }), { rating: 'bad', reason: 'Dull' });
    assert.equal(opinionOn(shared, { articleVersion: 3 }).rating, 'none');
    assert.equal(opinionOn({ feedback: { constructor: 1 } }, { messageId: 'constructor' }).rating, 'none');
    assert.equal(opinionOn({}, { messageId: 'toString' }).rating, 'none');
  });

  it('is shown at once, taken back, and given back where the server knows nothing of it', () => {
    const known = after([confirmed({ 'r/reply': { rating: 'bad' } })]);
    const state = after([rated('good')], known);
    assert.equal(opinionOn(state.shared, reply).rating, 'good');
    assert.equal(opinionOn(after([rated('none')], state).shared, reply).rating, 'none');

    const refused = after([rejected({ code: 'NOT_FOUND_MESSAGE' })], state);
    assert.equal(opinionOn(refused.shared, reply).rating, 'bad');
    assert.equal(refused.messages.at(-1).code, 'NOT_FOUND_MESSAGE');
    assert.equal(after([confirmed({})], state).feedbackBefore, null);
  });

  it('is sent with its reason if it has one', () => {
    assert.deepEqual(opinionFrame(reply, { rating: 'none', reason: '' }), { messageId: 'r/reply', rating: 'none' });
    assert.deepEqual(opinionFrame({ articleVersion: 1 }, { rating: 'bad', reason: 'Dull' }), { articleVersion: 1, rating: 'bad', reason: 'Dull' });
    assert.deepEqual(withOpinion({}, reply, { rating: 'none' }), { feedback: {} });
  });
});
