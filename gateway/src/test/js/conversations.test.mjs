import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { HttpError } from '../../main/resources/static/client/index.mjs';
import { ConversationList } from '../../main/resources/static/list/conversations.mjs';
import { gatewayOf } from './gateways.mjs';
import { settled } from './timers.mjs';

let calls;
let answers;
let timers;
let list;

beforeEach(() => {
  calls = [];
  answers = [];
  timers = [];
  const call = (path, { method = 'GET', body } = {}) => {
    calls.push([method, path.replace('/v1/conversations', ''), ...(body ? [body] : [])].join(' '));
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  list = new ConversationList({
    gateway: gatewayOf({ call }),
    onChange() {},
    setTimeout: (run) => timers.push(run) - 1,
    clearTimeout: (timer) => timer !== null && (timers[timer] = () => {}),
  });
});

const page = (ids, next) => ({ conversations: [...ids].map((id) => ({ id, title: `Title ${id}` })), ...(next ? { next } : {}) });
const shown = () => list.items.map(({ id }) => id).join('');
const pauses = async () => {
  timers.splice(0).forEach((run) => run());
  await settled();
};

describe('the list of conversations', () => {
  it('comes page by page', async () => {
    answers = [page('abc', 'c1'), page('cde')];
    await list.load();
    assert.deepEqual([shown(), list.hasMore], ['abc', true]);

    await list.more();
    assert.deepEqual([shown(), list.hasMore], ['abcde', false], 'c has moved meanwhile');
    assert.deepEqual(calls, ['GET ?limit=50', 'GET ?limit=50&after=c1']);

    await list.more();
    assert.equal(calls.length, 2);
  });

  it('of a server that knows no pages is complete', async () => {
    answers = [page('ab')];
    await list.load();
    assert.equal(list.hasMore, false);
  });

  it('is searched when the person pauses, and only the last answer counts', async () => {
    const late = Promise.withResolvers?.() ?? deferred();
    answers = [late.promise, page('b')];
    list.search('L');
    await pauses();
    list.search('Lo');
    list.search(' Lon ');
    await pauses();
    late.resolve(page('a'));
    await settled();

    assert.deepEqual(calls, ['GET ?limit=50&query=L', 'GET ?limit=50&query=Lon']);
    assert.deepEqual([shown(), list.status], ['b', 'ready']);
  });

  it('says that it cannot be loaded, and keeps what is there', async () => {
    answers = [page('ab', 'n'), new HttpError(503, ''), page('c')];
    await list.load();
    await list.more();
    assert.deepEqual([list.status, shown()], ['failed', 'ab']);
    await list.more();
    assert.deepEqual([list.status, shown()], ['ready', 'abc']);
  });

  it('does not show again what was deleted, even if the server still lists it', async () => {
    answers = [page('ab'), null, page('ab')];
    await list.load();
    await list.remove('a');
    assert.equal(shown(), 'b');
    await list.load();
    assert.equal(shown(), 'b');
  });

  it('takes for deleted what is gone already, and tells of other failures', async () => {
    answers = [page('ab'), new HttpError(404, ''), new HttpError(503, '')];
    await list.load();
    await list.remove('a');
    await assert.rejects(list.remove('b'));
    assert.equal(shown(), 'b');
  });

  it('shows a new title', async () => {
    answers = [page('ab'), null, new HttpError(503, '')];
    await list.load();
    await list.rename('b', 'Snow');
    assert.equal(list.items[1].title, 'Snow');
    await assert.rejects(list.rename('b', 'Rain'));
    assert.equal(list.items[1].title, 'Snow');
  });
});

function deferred() {
  const made = {};
  made.promise = new Promise((resolve) => (made.resolve = resolve));
  return made;
}
