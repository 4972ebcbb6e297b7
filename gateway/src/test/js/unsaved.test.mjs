import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPages, Unsaved } from '../../main/resources/static/article/unsaved.mjs';
import { Area, keeper } from './keepers.mjs';
import { settled } from './timers.mjs';

/** Locks as browsers have them. */
class Locks {
  held = [];

  async request(name, _, hold) {
    this.held.push({ name });
    await hold();
    this.held = this.held.filter((lock) => lock.name !== name);
  }

  async query() {
    return { held: this.held };
  }
}

describe('the open pages', () => {
  it('are those that are shown, not those that are kept for going back', async () => {
    const [locks, one, other] = [new Locks(), new EventTarget(), new EventTarget()];
    openPages('p1', locks, one);
    const open = openPages('p2', locks, other);
    assert.deepEqual(await open(), ['p1', 'p2']);
    one.dispatchEvent(new Event('pagehide'));
    await settled();
    assert.deepEqual(await open(), ['p2']);
    one.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    assert.deepEqual((await open()).sort(), ['p1', 'p2']);
  });

  it('are not known where there are no locks', async () => {
    assert.equal(await openPages('p1', undefined, new EventTarget())(), null);
  });
});

describe('an unsaved text', () => {
  it('is taken over by one page only, the newest first, and broken ones are left', async () => {
    const area = new Area();
    const pages = ['p1', 'p2', 'p3'].map((name) => new Unsaved(keeper(area), name, async () => ['p3']));
    area.setItem('quillmesh.unsaved.c.broken', '{');
    area.setItem('quillmesh.unsaved.c.p1', JSON.stringify({ baseVersion: 1, markdown: 'old', at: 1 }));
    area.setItem('quillmesh.unsaved.c.p2', JSON.stringify({ baseVersion: 2, markdown: 'new', at: 2 }));
    assert.deepEqual(await pages[2].adopt('c'), { baseVersion: 2, markdown: 'new' });
    pages[2].remove('c');
    assert.deepEqual(await pages[2].adopt('c'), { baseVersion: 1, markdown: 'old' });
    pages[2].remove('c');
    assert.equal(await pages[2].adopt('c'), null);
  });

  it('of this page is never replaced by another', async () => {
    const area = new Area();
    const page = new Unsaved(keeper(area), 'p1', async () => ['p1']);
    area.setItem('quillmesh.unsaved.c.p1', JSON.stringify({ baseVersion: 1, markdown: 'own', at: 1 }));
    area.setItem('quillmesh.unsaved.c.p2', JSON.stringify({ baseVersion: 2, markdown: 'left', at: 2 }));
    assert.equal((await page.adopt('c')).markdown, 'own');
    page.remove('c');
    assert.equal((await page.adopt('c')).markdown, 'left');
  });
});
