import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { HttpError } from '../../main/resources/static/client/index.mjs';
import { Session, SessionEnded } from '../../main/resources/static/client/session.mjs';
import { Area, keeper } from './keepers.mjs';
import { Timers, settled } from './timers.mjs';

const HOUR = 3_600_000;

/** A gateway with a clock of its own. */
class Gateway {
  now = 5_000_000_000_000;
  lifetime = 2 * HOUR;
  asked = [];
  /** The next answer instead, as a status or a promise. */
  instead = [];
  #tokens = 0;

  fetch = async (path, { method, headers }) => {
    const bearer = headers.Authorization?.slice('Bearer '.length);
    const was = bearer && JSON.parse(atob(bearer.split('.')[1]));
    this.asked.push([method, path, was?.sub]);
    const instead = await this.instead.shift();
    const status = typeof instead === 'number' ? instead : was && was.exp <= this.now ? 401 : 200;
    const session = { token: this.token(was?.sub), expiresIn: this.lifetime / 1000 };
    const body = status === 403 ? { code: 'FORBIDDEN' } : path === '/v1/sessions' ? session : { id: 'new' };
    return { ok: status < 400, status, json: async () => body };
  };

  token(sub = `person-${(this.#tokens += 1)}`) {
    return `h.${btoa(JSON.stringify({ sub, exp: this.now + this.lifetime })).replaceAll('=', '')}.${(this.#tokens += 1)}`;
  }
}

let gateway;
let area;
let timers;
let monotonic;
let wall;

beforeEach(() => {
  gateway = new Gateway();
  area = new Area();
  timers = new Timers();
  monotonic = 0;
  wall = 0;
});

/** Every tab of a browser has one. */
const tab = (more = {}) =>
  new Session({
    keeper: keeper(area),
    fetch: gateway.fetch,
    clocks: [() => monotonic, () => wall],
    setTimeout: timers.setTimeout,
    ...more,
  });

const personOf = (token) => JSON.parse(atob(token.split('.')[1])).sub;
const keep = (token) => area.setItem('quillmesh.session', JSON.stringify({ token }));

function pass(millis) {
  gateway.now += millis;
  monotonic += millis;
  wall += millis;
}

it('asks for a token once and keeps it', async () => {
  const token = await tab().token();

  assert.equal(await tab().token(), token);
  assert.deepEqual(gateway.asked, [['POST', '/v1/sessions', undefined]]);
});

it('asks once when two need a token at the same time', async () => {
  const one = tab();

  const [first, second] = await Promise.all([one.token(), one.token()]);

  assert.equal(first, second);
  assert.equal(gateway.asked.length, 1);
});

it('two tabs of a first visit are one person', async () => {
  const [one, other] = await Promise.all([tab().token(), tab().token()]);

  assert.equal(personOf(one), personOf(other));
  assert.equal(personOf(await tab().token()), personOf(one));
});

it('calls with the token, and tells errors by their status and code', async () => {
  const one = tab();

  assert.deepEqual(await one.call('/v1/conversations', { method: 'POST', body: {} }), { id: 'new' });
  assert.deepEqual(gateway.asked[1], ['POST', '/v1/conversations', 'person-1']);
  gateway.instead = [403];
  await assert.rejects(
    one.call('/v1/conversations'),
    (error) => error instanceof HttpError && error.status === 403 && error.code === 'FORBIDDEN' && error.isFinal(),
  );
  gateway.instead = [503];
  await assert.rejects(one.call('/v1/conversations'), (error) => !error.isFinal());
});

it('a call whose token is not taken is repeated with a renewed one', async () => {
  const one = tab();
  await one.token();
  gateway.instead = [401];

  assert.deepEqual(await one.call('/v1/conversations'), { id: 'new' });
  assert.equal(gateway.asked.at(-1)[2], 'person-1');
});

it('is not confused by what else is kept under its name', async () => {
  for (const kept of ['not json', 'null', '{"token": 1}', '{"token": "no subprotocol, this"}']) {
    area.setItem('quillmesh.session', kept);

    assert.match(await tab().token(), /^h\./);
  }
});

it('works for this visit where nothing is kept', async () => {
  const one = new Session({ keeper: keeper(null), fetch: gateway.fetch });

  assert.equal(await one.token(), await one.token());
  assert.equal(gateway.asked.length, 1);
});

describe('a token is renewed', () => {
  it('at half of its life while the page is open, for the same person', async () => {
    const one = tab();
    const first = await one.token();
    one.stayFresh();
    one.stayFresh();
    await settled();
    assert.equal(gateway.asked.length, 1, 'it is new');

    for (let tick = 0; tick < 40; tick += 1) {
      pass(timers.waits[0]);
      timers.runLast();
      await settled();
    }

    assert.notEqual(await one.token(), first);
    assert.equal(personOf(await one.token()), 'person-1');
    assert.ok(gateway.asked.length > 4 && gateway.asked.length < 15, `${gateway.asked.length} calls`);
    await one.call('/v1/conversations');
    assert.equal(gateway.asked.at(-1)[2], 'person-1');
  });

  it('when a page opens, for it may be as old as it likes', async () => {
    await tab().token();
    pass(1.9 * HOUR);
    const later = tab();
    await later.token();
    later.stayFresh();
    await settled();
    pass(HOUR);

    await later.call('/v1/conversations');

    assert.deepEqual(gateway.asked.map(([, , person]) => person), [undefined, 'person-1', 'person-1']);
  });

  it('after sleep, in which one of the clocks stood still', async () => {
    const one = tab();
    await one.token();
    gateway.now += 1.5 * HOUR;
    wall += 1.5 * HOUR;

    await one.freshen();

    assert.equal(gateway.asked.length, 2);
  });

  it('and the old one serves when that fails', async () => {
    const one = tab();
    const token = await one.token();
    for (const status of [503, 401, 403]) {
      pass(HOUR / 3);
      gateway.instead = [status];
      await one.freshen();
      assert.equal(await one.token(), token);
    }
    await one.freshen();
    assert.equal(personOf(await one.token()), 'person-1');
    assert.notEqual(await one.token(), token);
  });

  it('by two tabs at once, which stay the same person', async () => {
    const [one, other] = [tab(), tab()];
    const before = await one.token();
    await other.token();
    pass(HOUR);

    await Promise.all([one.freshen(), other.freshen()]);
    await Promise.all([one.renew(before), other.renew(before)]);

    assert.deepEqual([await one.token(), await other.token(), await tab().token()].map(personOf), Array(3).fill('person-1'));
  });

  it('by another tab, and taken over from there', async () => {
    const [one, other] = [tab(), tab()];
    const before = await one.token();
    await other.token();
    pass(1.5 * HOUR);
    await one.freshen();
    pass(HOUR);

    await other.call('/v1/conversations');

    assert.equal(await other.renew(before), await one.token());
    assert.equal(gateway.asked.length, 3);
  });
});

describe('a clock that is wrong', () => {
  for (const [name, off] of [['years ahead', 1e11], ['minutes ahead', 3e5], ['minutes behind', -3e5], ['years behind', -1e11]]) {
    it(`by ${name} harms nobody`, async () => {
      await tab().token();
      wall += off;
      const one = tab();

      await one.call('/v1/conversations');
      await one.freshen();
      wall -= off;
      await one.freshen();

      assert.deepEqual(gateway.asked.slice(1).map(([, , person]) => person), Array(gateway.asked.length - 1).fill('person-1'));
      assert.ok(gateway.asked.length <= 4);
    });
  }
});

describe('nobody turns into another person', () => {
  it('where the server takes the token no more: that is said', async () => {
    const one = tab();
    const token = await one.token();
    pass(3 * HOUR);

    await assert.rejects(one.renew(token), SessionEnded);
    await assert.rejects(one.call('/v1/conversations'), SessionEnded);

    assert.equal(await one.token(), token);
    assert.ok(gateway.asked.slice(1).every(([, , person]) => person === 'person-1'));
  });

  it('until they know: then a new one begins, once for all tabs', async () => {
    const [one, other] = [tab(), tab()];
    await one.token();
    await other.token();
    pass(3 * HOUR);

    one.forget();
    other.forget();

    assert.equal(personOf(await one.token()), personOf(await other.token()));
    assert.notEqual(personOf(await one.token()), 'person-1');
  });

  it('when the origin is refused, or the server is out of reach', async () => {
    const one = tab();
    const token = await one.token();
    for (const status of [403, 500, 503]) {
      gateway.instead = [status];
      await assert.rejects(one.renew(token), HttpError);
    }
    gateway.instead = [Promise.reject(new TypeError('Failed to fetch'))];
    await assert.rejects(one.renew(token), (error) => error.status === 0);

    assert.equal(await one.token(), token);
  });

  it('when another tab puts another one into the storage, or nothing', async () => {
    const one = tab();
    await one.token();
    keep(gateway.token('somebody else'));
    pass(HOUR);
    await one.freshen();

    assert.equal(personOf(await one.token()), 'person-1');
    assert.equal(personOf(await tab().token()), 'somebody else', 'whom a new tab goes by');
    area.removeItem('quillmesh.session');
    assert.equal(personOf(await one.token()), 'person-1');
  });
});
