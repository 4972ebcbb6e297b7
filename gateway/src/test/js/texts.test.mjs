// Typed and sent texts, and how they are kept.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { addressed, showAddress } from '../../main/resources/static/state/address.mjs';
import { Drafts, joined } from '../../main/resources/static/state/drafts.mjs';
import { newId } from '../../main/resources/static/client/index.mjs';
import { fits, room } from '../../main/resources/static/state/limits.mjs';
import { keepOutbox, keptOutbox } from '../../main/resources/static/state/outbox.mjs';
import { Keeper } from '../../main/resources/static/state/storage.mjs';
import { Area, keeper } from './keepers.mjs';

const KB16 = 16 * 1024;
const fails = () => {
  throw new DOMException('no', 'QuotaExceededError');
};

describe('a browser that does not keep', () => {
  const BAD = {
    'lets nobody near its storage': () => fails(),
    'has none': () => null,
    'reads nothing': () => Object.assign(new Area(), { getItem: fails }),
    'writes nothing': () => Object.assign(new Area(), { setItem: fails }),
    'takes it and forgets it': () => Object.assign(new Area(), { setItem: () => {} }),
    'does nothing at all': () => Object.assign(new Area(), { getItem: fails, setItem: fails, removeItem: fails }),
  };
  for (const [name, area] of Object.entries(BAD)) {
    it(`because it ${name} serves for this visit, and says so`, () => {
      const losses = [];
      const kept = new Keeper(area, () => losses.push('lost'));
      kept.probe();
      assert.ok(losses.length > 0);

      assert.equal(kept.get('name'), null);
      kept.set('name', 'text');
      assert.equal(kept.get('name'), 'text');
      kept.remove('name');
      assert.equal(kept.get('name'), null);
    });
  }

  it('keeps apart what two gateways of one origin keep', () => {
    const area = new Area();
    const [one, other] = ['quill/', 'test/'].map((scope) => new Keeper(() => area, () => assert.fail('lost'), scope));
    one.set('name', 'text');
    assert.equal(other.get('name'), null);
    other.remove('name');
    assert.equal(one.get('name'), 'text');
  });

  it('is told from one that does', () => {
    const losses = [];
    const area = new Area();
    const kept = new Keeper(() => area, () => losses.push('lost'));
    kept.probe();
    kept.set('name', 'text');

    assert.deepEqual(losses, []);
    assert.deepEqual([...area.kept], [['name', 'text']]);
  });

  it('because it is full goes on with what it has kept before, and keeps again when there is room', () => {
    const area = new Area();
    const kept = keeper(area);
    kept.set('name', 'small');
    area.setItem = fails;
    kept.set('name', 'large');
    assert.equal(kept.get('name'), 'large');
    assert.equal(area.getItem('name'), 'small');

    delete area.setItem;
    kept.set('name', 'small again');
    assert.equal(keeper(area).get('name'), 'small again');
  });
});

describe('room for a message', () => {
  it('is counted as the server counts', () => {
    assert.ok(fits('x'.repeat(KB16)));
    assert.ok(!fits('x'.repeat(KB16 + 1)));
    assert.ok(fits('写'.repeat(5461)));
    assert.ok(!fits('写'.repeat(5462)));
    assert.ok(fits('🌧'.repeat(4096)));
    assert.ok(!fits('🌧'.repeat(4097)));
  });

  it('is told in what people see', () => {
    assert.deepEqual(room('写'.repeat(5471)), { over: 10, left: null });
    assert.deepEqual(room('写'.repeat(5361)), { over: 0, left: 100 });
    assert.deepEqual(room('Hello'), { over: 0, left: null });
    assert.deepEqual(room(''), { over: 0, left: null });
    assert.equal(room('x'.repeat(30_000_000)).over, 30_000_000 - KB16);
  });
});

describe('a draft', () => {
  it('belongs to its conversation and outlives a reload', () => {
    const area = new Area();
    const drafts = new Drafts(keeper(area));
    drafts.keep('a', 'of a');
    drafts.keep(null, 'of a new one');
    drafts.keep('b', 'sent');
    drafts.keep('b', '');

    const later = new Drafts(keeper(area));
    assert.deepEqual(['a', null, 'b', 'c'].map((id) => later.get(id)), ['of a', 'of a new one', '', '']);
    assert.equal(area.kept.size, 2);
  });

  it('is not overwritten by another text, nor is that put there twice', () => {
    assert.equal(joined('', 'Shorter'), 'Shorter');
    assert.equal(joined(' \n', 'Shorter'), 'Shorter');
    assert.equal(joined('Make it ', 'shorter'), 'Make it\nshorter');
    assert.equal(joined('Make it\nshorter', 'shorter'), 'Make it\nshorter');
    assert.equal(joined('Shorter', 'Longer', 'Shorter'), 'Longer');
    assert.equal(joined('Shorter, please', 'Longer', 'Shorter'), 'Shorter, please\nLonger');
  });
});

describe('the outbox', () => {
  const message = (more = {}) => ({ id: newId(), runId: newId(), text: 'Hello', status: 'pending', ...more });

  it('outlives a reload, with what waits and what was refused', () => {
    const area = new Area();
    const [sent, queued] = [message(), message({ status: 'queued', choiceId: 'diary' })];
    const refused = message({ status: 'rejected', code: 'BUSY' });
    keepOutbox(keeper(area), 'a', [sent, queued, refused]);

    assert.deepEqual(keptOutbox(keeper(area), 'a'), [sent, { ...queued, status: 'pending' }, refused]);
    assert.deepEqual(keptOutbox(keeper(area), 'b'), []);
  });

  it('does not send what no server takes', () => {
    const area = new Area();
    keepOutbox(keeper(area), 'a', [message({ text: 'x'.repeat(600_000) }), message()]);

    const [hopeless, good] = keptOutbox(keeper(area), 'a');

    assert.deepEqual([hopeless.status, hopeless.code, good.status], ['rejected', 'MESSAGE_TOO_LARGE', 'pending']);
  });

  it('leaves nothing behind when it is empty', () => {
    const area = new Area();
    keepOutbox(keeper(area), 'a', [message()]);
    keepOutbox(keeper(area), 'a', []);

    assert.equal(area.kept.size, 0);
  });

  it('is not confused by what else is kept under its name', () => {
    for (const kept of ['not json', 'null', '{}', '[null, 1, {"id": "x"}]']) {
      const area = new Area();
      area.setItem('quillmesh.outbox.a', kept);

      assert.deepEqual(keptOutbox(keeper(area), 'a'), []);
    }
  });
});

describe('an address', () => {
  it('names a conversation, a new one, or none', () => {
    const id = newId();

    assert.deepEqual(addressed(`#${id}`), { id });
    assert.deepEqual(addressed(`#${id.toUpperCase()}`), { id });
    assert.deepEqual(addressed('#new'), { id: null });
    assert.equal(addressed(''), null);
    assert.equal(addressed('#message-input'), null);
    assert.deepEqual(addressed('#../../x'), { id: null, unknown: true });
  });

  it('is an entry of its own in the history only where one asked for another conversation', () => {
    const calls = [];
    const location = { hash: '' };
    const note = (how) => (_state, _title, hash) => {
      calls.push(how);
      location.hash = hash;
    };
    const browser = { location, history: { pushState: note('push'), replaceState: note('replace') } };

    showAddress(null, false, browser);
    showAddress('a', false, browser);
    showAddress('a', true, browser);
    showAddress(null, true, browser);
    showAddress('b', false, browser);

    assert.deepEqual(calls, ['replace', 'replace', 'push', 'replace']);
  });
});
