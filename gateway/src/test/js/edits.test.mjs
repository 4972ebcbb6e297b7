import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Edits, PAUSE } from '../../main/resources/static/article/edits.mjs';
import { initialState, reduce } from '../../main/resources/static/state/state.mjs';
import { Unsaved } from '../../main/resources/static/article/unsaved.mjs';
import { Area, keeper } from './keepers.mjs';
import { settled, Timers } from './timers.mjs';
import { cursor } from './turns.mjs';

const ID = 'c1';
let area;
let page;

/** A page, and the server behind it, as a test plays it. */
class Desk {
  sent = [];
  texts = 0;
  isOpen = true;
  state = initialState();
  timers = new Timers();

  constructor(name, openPages = async () => [name]) {
    this.edits = new Edits({
      unsaved: new Unsaved(keeper(area), name, openPages),
      setTimeout: this.timers.setTimeout,
      clearTimeout: this.timers.clearTimeout,
      send: (markdown, baseVersion, whenStale) => {
        if (!this.isOpen) {
          return false;
        }
        this.sent.push({ markdown, baseVersion, whenStale });
        this.gets({ type: 'page.edited', markdown, baseVersion });
        return true;
      },
      onText: () => {
        this.texts++;
      },
    });
  }

  gets(...events) {
    for (const event of events) {
      this.state = reduce(this.state, event);
      this.edits.look(this.state, this.isOpen);
    }
  }

  connects(isOpen) {
    this.isOpen = isOpen;
    this.edits.look(this.state, isOpen);
  }

  article(version, markdown, author = 'PERSON') {
    this.gets({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/article', value: { version, markdown, author } }], ...cursor(version) });
  }

  refuses(code) {
    this.gets({ type: 'CUSTOM', name: 'quillmesh.rejected', value: { code, message: 'No.' } });
  }

  /** The kept texts in the browser, whichever page they are of. */
  get kept() {
    return [...area.kept].filter(([key]) => key.includes('unsaved')).map(([, json]) => JSON.parse(json).markdown);
  }
}

const begun = [
  { type: 'RUN_STARTED', runId: 'r', input: { messages: [{ id: 'm', role: 'user', content: 'Go' }] } },
  { type: 'SUBAGENT_STARTED', subagentRunId: 'r/generator', name: 'generator' },
];
const generated = { type: 'SUBAGENT_FINISHED', subagentRunId: 'r/generator', name: 'generator' };
const ended = { type: 'RUN_FINISHED', runId: 'r', outcome: { type: 'success' } };

beforeEach(async () => {
  area = new Area();
  page = new Desk('p1');
  await page.edits.open(ID);
  page.article(1, 'one', 'AGENT');
});

describe('what the person writes', () => {
  it('is saved after a pause, once, and then not kept in the browser any more', () => {
    page.edits.typed('one!');
    page.edits.typed('one!!');
    assert.deepEqual([page.sent, page.kept, page.timers.waits], [[], ['one!!'], [PAUSE]]);
    page.timers.runLast();
    assert.deepEqual(page.sent, [{ markdown: 'one!!', baseVersion: 1, whenStale: 'reject' }]);
    assert.equal(page.edits.status, 'saving');
    page.article(2, 'one!!');
    assert.deepEqual([page.edits.status, page.edits.base.version, page.kept], ['saved', 2, []]);
    assert.equal(page.texts, 1, 'the editor is left alone');
  });

  it('goes on while a save is under way; the next one waits for the answer', () => {
    page.edits.typed('two');
    page.edits.flush();
    page.edits.typed('two three');
    page.timers.runLast();
    assert.equal(page.sent.length, 1);
    page.article(2, 'two');
    assert.deepEqual(page.sent.at(-1), { markdown: 'two three', baseVersion: 2, whenStale: 'reject' });
    page.article(3, 'two three');
    assert.equal(page.edits.status, 'saved');
  });

  it('is kept while there is no connection, and saved later', () => {
    page.connects(false);
    page.edits.typed('offline');
    page.edits.flush();
    assert.deepEqual([page.sent, page.edits.status, page.kept], [[], 'offline', ['offline']]);
    page.connects(true);
    assert.deepEqual(page.sent, [{ markdown: 'offline', baseVersion: 1, whenStale: 'reject' }]);
  });

  it('is sent again if the connection broke before the answer', () => {
    page.edits.typed('two');
    page.edits.flush();
    page.connects(false);
    page.connects(true);
    assert.equal(page.sent.length, 2);
    page.article(2, 'two');
    assert.deepEqual([page.edits.status, page.kept], ['saved', []]);
  });

  it('is not sent again if the snapshot shows that it had arrived', () => {
    page.edits.typed('two');
    page.edits.flush();
    page.connects(false);
    page.gets({ type: 'STATE_SNAPSHOT', snapshot: { article: { version: 2, markdown: 'two' } } });
    page.connects(true);
    assert.deepEqual([page.sent.length, page.edits.status], [1, 'saved']);
  });

  it('survives a reload, even if the page was closed meanwhile', async () => {
    page.edits.typed('unsaved');
    const next = new Desk('p2');
    await next.edits.open(ID);
    assert.equal(next.edits.shown, 'unsaved');
    next.connects(true);
    assert.deepEqual(next.sent, [], 'before the server has said what the article is');
    next.article(1, 'one', 'AGENT');
    assert.deepEqual(next.sent, [{ markdown: 'unsaved', baseVersion: 1, whenStale: 'reject' }]);
    next.article(2, 'unsaved');
    assert.deepEqual(next.kept, []);
  });

  it('stays with its page as long as that is open', async () => {
    page.edits.typed('of another tab');
    const next = new Desk('p2', async () => ['p1', 'p2']);
    await next.edits.open(ID);
    assert.equal(next.edits.text, null);
  });

  it('is not replaced by a newer version from the first key on', () => {
    page.edits.touch();
    page.article(2, 'from the other tab');
    assert.equal(page.texts, 1, 'the editor is left alone');
    page.edits.typed('one!');
    page.edits.flush();
    assert.deepEqual(page.sent, [{ markdown: 'one!', baseVersion: 1, whenStale: 'keep' }]);
  });

  it('gives way to the newer version if it comes to nothing', () => {
    page.edits.touch();
    page.article(2, 'from the other tab');
    page.edits.typed('one');
    assert.deepEqual([page.edits.shown, page.sent, page.texts], ['from the other tab', [], 2]);
  });

  it('is nothing if the text is as before', () => {
    page.edits.typed('two');
    page.edits.typed('one');
    assert.deepEqual([page.edits.status, page.kept], ['saved', []]);
  });

  it('is not sent while it is too long, and saved when it is shorter', () => {
    page.edits.typed('字'.repeat(100_000));
    page.edits.flush();
    assert.deepEqual([page.sent, page.edits.status, page.kept.length], [[], 'tooLong', 1]);
    page.edits.typed('shorter');
    page.timers.runLast();
    assert.equal(page.sent.length, 1);
  });
});

describe('while an agent writes', () => {
  it('waits, is kept aside after the new version, and the person chooses', () => {
    page.gets(...begun);
    page.edits.typed('mine');
    page.edits.flush();
    assert.deepEqual([page.sent, page.edits.status], [[], 'busy']);
    page.article(2, 'theirs', 'AGENT');
    page.gets(generated);
    assert.deepEqual(page.sent, [{ markdown: 'mine', baseVersion: 1, whenStale: 'keep' }]);
    page.gets({ type: 'CUSTOM', name: 'quillmesh.aside', value: { version: 3, baseVersion: 1, currentVersion: 2 } });
    assert.deepEqual([page.edits.status, page.edits.conflict.version, page.kept], ['conflict', 3, ['mine']]);

    page.edits.keep();
    assert.deepEqual(page.sent.at(-1), { markdown: 'mine', baseVersion: 2, whenStale: 'reject' });
    page.article(4, 'mine');
    assert.deepEqual([page.edits.status, page.kept], ['saved', []]);
  });

  it('gives way if the person wants the newer version', () => {
    page.edits.typed('mine');
    page.article(2, 'theirs', 'AGENT');
    page.edits.flush();
    page.gets({ type: 'CUSTOM', name: 'quillmesh.aside', value: { version: 3, baseVersion: 1, currentVersion: 2 } });
    page.edits.typed('mine and more');
    page.edits.yield();
    assert.deepEqual(page.sent.at(-1), { markdown: 'mine and more', baseVersion: 1, whenStale: 'keep' });
    page.gets({ type: 'CUSTOM', name: 'quillmesh.aside', value: { version: 4, baseVersion: 1, currentVersion: 2 } });
    assert.deepEqual([page.edits.shown, page.edits.status, page.kept], ['theirs', 'saved', []]);
  });

  it('is saved on the old version if the agent did not write one', () => {
    page.gets(...begun);
    page.edits.typed('mine');
    page.edits.flush();
    page.gets(generated, ended);
    assert.deepEqual(page.sent, [{ markdown: 'mine', baseVersion: 1, whenStale: 'reject' }]);
  });

  it('is tried again when the server knows of a turn that the page does not know of', () => {
    page.edits.typed('mine');
    page.edits.flush();
    page.refuses('ARTICLE_BUSY');
    assert.deepEqual([page.sent.length, page.state.messages, page.edits.status], [1, [], 'unsaved']);
    page.timers.runLast();
    assert.equal(page.sent.length, 2);
  });

  it('is kept aside if the server was faster', () => {
    page.edits.typed('mine');
    page.edits.flush();
    page.article(2, 'theirs', 'AGENT');
    page.refuses('VERSION_CONFLICT');
    assert.deepEqual(page.sent.at(-1), { markdown: 'mine', baseVersion: 1, whenStale: 'keep' });
  });
});

describe('another tab', () => {
  it('is shown what this one saved', () => {
    page.article(2, 'from the other tab');
    assert.deepEqual([page.edits.shown, page.texts], ['from the other tab', 2]);
  });

  it('does not make a conflict of the same text', () => {
    page.edits.typed('same');
    page.article(2, 'same');
    assert.deepEqual([page.edits.status, page.sent, page.kept], ['saved', [], []]);
  });
});

it('texts are not mixed up between conversations', async () => {
  page.edits.typed('of c1');
  page.connects(false);
  await page.edits.open('c2');
  assert.equal(page.edits.text, null);
  await settled();
  assert.deepEqual(page.kept, ['of c1']);
  await page.edits.open(ID);
  assert.equal(page.edits.text, 'of c1');
});
