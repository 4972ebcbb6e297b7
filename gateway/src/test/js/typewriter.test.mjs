import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { shownArticle } from '../../main/resources/static/state/shown.mjs';
import { initialState, reduce } from '../../main/resources/static/state/state.mjs';
import { Typewriter } from '../../main/resources/static/text/typewriter.mjs';

const RUN = '11111111-1111-4111-8111-111111111111';
const ARTICLE = { messageId: `${RUN}/article`, name: 'article' };
const REPLY = { messageId: `${RUN}/reply` };
/** The time of a frame on a screen with 60 frames a second. */
const FRAME = 1000 / 60;

/** A page whose clock and frames the test controls. */
class Screen {
  state = initialState();
  isInstant = false;
  isSeen = true;
  frames = [];
  renderings = 0;
  /** How long showing a frame takes. */
  cost = 0;
  now = 5000;

  #typewriter = new Typewriter({
    onFrame: () => this.show(),
    isInstant: () => this.isInstant,
    now: () => this.now,
    requestFrame: (run) => this.frames.push(run),
  });

  constructor() {
    this.comes({ type: 'RUN_STARTED', runId: RUN });
  }

  comes(...events) {
    for (const event of events) {
      this.state = reduce(this.state, event);
      this.#typewriter.arrived(this.state);
    }
    if (this.isSeen) {
      this.show();
    }
  }

  starts(message) {
    this.comes({ type: 'TEXT_MESSAGE_START', ...message });
  }

  adds({ messageId }, delta) {
    this.comes({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta });
  }

  ends({ messageId }) {
    this.comes({ type: 'TEXT_MESSAGE_END', messageId });
  }

  show() {
    this.now += this.cost;
    const before = this.shown;
    this.shown = this.#typewriter.shown(this.state);
    this.renderings += this.article !== (before && shownArticle(before).markdown) ? 1 : 0;
  }

  /** Lets time pass, frame by frame, and calls `look` after each frame. */
  passes(ms, look = () => {}) {
    for (const end = this.now + ms; this.now + FRAME <= end; ) {
      this.now += FRAME;
      this.frames.splice(0).forEach((run) => run());
      look();
    }
  }

  get article() {
    return shownArticle(this.shown).markdown;
  }

  get reply() {
    return this.shown.messages.at(-1).text;
  }
}

function started(message = ARTICLE) {
  const screen = new Screen();
  screen.starts(message);
  return screen;
}

/** How much more is shown from one look to the next. */
const steps = (lengths) => lengths.slice(1).map((length, index) => length - lengths[index]);

describe('text that streams in', () => {
  it('flows at an even pace between chunks that come at one', () => {
    const screen = started();
    const lengths = [];
    for (let chunk = 0; chunk < 20; chunk++) {
      screen.adds(ARTICLE, 'x'.repeat(36));
      screen.passes(90, () => chunk >= 5 && lengths.push(screen.article.length));
    }
    // 36 characters in 90 ms; every second frame of 16.7 ms shows something.
    for (const step of steps(lengths.filter((_, index) => index % 2 === 0))) {
      assert.ok(step >= 6 && step <= 22, `${step} in ${steps(lengths)}`);
    }
  });

  const INTERVALS = { evenly: [90, 90, 90], unevenly: [10, 300, 0, 140, 1, 50], 'in a burst': [0, 0, 0, 400, 0, 0] };
  for (const [how, waits] of Object.entries(INTERVALS)) {
    for (const cost of [0, 60]) {
      it(`is never more than 300 ms behind when it comes ${how} and showing takes ${cost} ms`, () => {
        const screen = started();
        screen.cost = cost;
        const came = [];
        const look = () => {
          const due = came.findLast(({ at }) => at <= screen.now - 300)?.length ?? 0;
          assert.ok(screen.article.length >= due, `${screen.article.length} of ${due}`);
        };
        for (let round = 0; round < 10; round++) {
          for (const [index, wait] of waits.entries()) {
            const at = screen.now;
            screen.adds(ARTICLE, 'y'.repeat(index % 2 === 0 ? 150 : 2));
            came.push({ at, length: screen.state.draft.text.length });
            screen.passes(wait, look);
          }
        }
        screen.passes(400, look);
        assert.equal(screen.article.length, screen.state.draft.text.length);
      });
    }
  }

  it('is the reply’s too, and both can flow at once', () => {
    const screen = started();
    screen.starts(REPLY);
    screen.adds(ARTICLE, 'a'.repeat(100));
    screen.adds(REPLY, 'r'.repeat(100));
    screen.passes(100);
    for (const text of [screen.article, screen.reply]) {
      assert.ok(text.length > 20 && text.length < 80, text);
    }
  });

  it('leaves what has arrived as it is', () => {
    const screen = started(REPLY);
    screen.adds(REPLY, 'Here it is, all of it.');
    assert.equal(screen.reply, '');
    assert.equal(screen.state.messages.at(-1).text, 'Here it is, all of it.');
  });

  it('asks for no frames when all is shown', () => {
    const screen = started();
    assert.equal(screen.frames.length, 0);
    screen.adds(ARTICLE, 'All of it.');
    assert.equal(screen.frames.length, 1);
    screen.passes(300);
    assert.equal(screen.article, 'All of it.');
    assert.equal(screen.frames.length, 0);
  });

  it('is shown without delay where so much comes at once that it was missed before', () => {
    const screen = started();
    screen.passes(FRAME * 3);
    screen.adds(ARTICLE, 'm'.repeat(50_000));
    assert.equal(screen.article.length, 50_000);
    assert.equal(screen.frames.length, 0);
  });
});

describe('how often something is shown', () => {
  const renderings = (cost) => {
    const screen = started();
    screen.cost = cost;
    const before = screen.renderings;
    for (const end = screen.now + 2000; screen.now < end; ) {
      screen.adds(ARTICLE, 'x'.repeat(36));
      screen.passes(90);
    }
    return screen.renderings - before;
  };

  it('is each second frame at most', () => assert.ok(renderings(0) <= 62, `${renderings(0)}`));
  it('is less when it takes long', () => assert.ok(renderings(20) <= 26, `${renderings(20)}`));
});

describe('all is shown at once', () => {
  const text = 'Some words that nobody has typed.';

  function behind(message) {
    const screen = started(message);
    screen.adds(message, text);
    assert.notEqual(message === REPLY ? screen.reply : screen.article, text);
    return screen;
  }

  it('when a text has ended', () => {
    const article = behind(ARTICLE);
    article.ends(ARTICLE);
    assert.equal(article.article, text);
    assert.equal(shownArticle(article.shown).writing, true);
    const reply = behind(REPLY);
    reply.ends(REPLY);
    assert.equal(reply.reply, text);
  });

  for (const type of ['RUN_FINISHED', 'RUN_ERROR']) {
    it(`when the turn has ended by ${type}`, () => {
      const article = behind(ARTICLE);
      article.comes({ type });
      assert.equal(article.article, text);
      const reply = behind(REPLY);
      reply.comes({ type });
      assert.equal(reply.shown.messages[0].text, text);
    });
  }

  it('of a version and of a snapshot', () => {
    const version = { version: 1, title: 'London', markdown: '# London' };
    const screen = behind(ARTICLE);
    screen.comes({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/article', value: version }] });
    assert.equal(screen.article, '# London');
    const joined = behind(REPLY);
    joined.comes({ type: 'STATE_SNAPSHOT', snapshot: { article: version } });
    joined.comes({ type: 'MESSAGES_SNAPSHOT', messages: [{ id: REPLY.messageId, role: 'assistant', content: text }] });
    assert.equal(joined.article, '# London');
    assert.equal(joined.reply, text);
  });

  it('where people want less motion', () => {
    const screen = new Screen();
    screen.isInstant = true;
    screen.starts(ARTICLE);
    screen.adds(ARTICLE, text);
    assert.equal(screen.article, text);
    assert.equal(screen.frames.length, 0);
  });

  it('where they want it while text flows', () => {
    const screen = behind(ARTICLE);
    screen.isInstant = true;
    screen.passes(FRAME);
    assert.equal(screen.article, text);
    assert.equal(screen.frames.length, 0);
  });

  it('when a page is seen that was hidden', () => {
    const screen = behind(ARTICLE);
    screen.isSeen = false;
    screen.isInstant = true;
    for (let chunk = 0; chunk < 100; chunk++) {
      screen.adds(ARTICLE, ' More.');
      screen.now += 90;
    }
    screen.adds(ARTICLE, ' The end.');
    assert.equal(screen.frames.length, 1);
    screen.isSeen = true;
    screen.isInstant = false;
    screen.passes(FRAME);
    assert.equal(screen.article, screen.state.draft.text);
    assert.equal(screen.frames.length, 0);
  });
});

describe('a text that begins anew', () => {
  it('is typed from its beginning', () => {
    const screen = started();
    screen.adds(ARTICLE, 'The first attempt.');
    screen.passes(300);
    screen.comes(
      { type: 'TEXT_MESSAGE_START', ...ARTICLE },
      { type: 'TEXT_MESSAGE_CONTENT', ...ARTICLE, delta: 'Another attempt, and a longer one.' },
    );
    assert.equal(screen.article, '');
    screen.passes(100);
    assert.ok(screen.article.length > 5 && screen.article.length < 30, screen.article);
  });

  it('under another id is typed from its beginning too', () => {
    const screen = started(REPLY);
    screen.adds(REPLY, 'The first attempt.');
    screen.passes(300);
    const other = { messageId: `${RUN}/reply~2` };
    screen.starts(other);
    screen.adds(other, 'The first attempt.');
    assert.equal(screen.reply, '');
  });

  it('keeps in sight what a connection that has come back tells again', () => {
    const screen = started();
    screen.adds(ARTICLE, 'What was seen.');
    screen.passes(300);
    screen.comes(
      { type: 'STATE_SNAPSHOT', snapshot: {} },
      { type: 'RUN_STARTED', runId: RUN },
      { type: 'TEXT_MESSAGE_START', ...ARTICLE },
      { type: 'TEXT_MESSAGE_CONTENT', ...ARTICLE, delta: 'What was seen. And what was not.' },
    );
    assert.equal(screen.article, 'What was seen.');
    screen.passes(300);
    assert.equal(screen.article, 'What was seen. And what was not.');
  });

  it('in another conversation shows nothing of the one before', () => {
    const screen = started();
    screen.adds(ARTICLE, 'The first conversation.');
    screen.passes(100);
    screen.state = initialState();
    const other = { messageId: '22222222-2222-4222-8222-222222222222/article', name: 'article' };
    screen.comes({ type: 'RUN_STARTED', runId: '22222222-2222-4222-8222-222222222222' });
    assert.equal(screen.article, '');
    assert.equal(screen.frames.length, 1);
    screen.passes(FRAME * 3);
    assert.equal(screen.frames.length, 0);
    screen.starts(other);
    screen.adds(other, 'The first conversation.');
    assert.equal(screen.article, '');
  });
});

describe('no character is shown in part', () => {
  const WHOLE = ['👩‍👩‍👧‍👦', 'e\u0301\u0323', '🇨🇭', '🇫🇷', '👍🏽', '𠮷', '字', '\r\n', 'नि', '👩‍💻'];
  const text = WHOLE.join('').repeat(4);

  /** Everything that is visible while the pieces come. */
  function seen(pieces) {
    const screen = started();
    const looks = new Set();
    for (const piece of pieces) {
      screen.adds(ARTICLE, piece);
      looks.add(screen.article);
      screen.passes(90, () => looks.add(screen.article));
    }
    screen.passes(400, () => looks.add(screen.article));
    return [...looks];
  }

  it('where a pause between two frames would split it', () => {
    const ends = new Set([0]);
    for (const { index, segment } of new Intl.Segmenter().segment(text)) {
      ends.add(index + segment.length);
    }
    const looks = seen([text]);
    assert.ok(looks.length > 4);
    for (const look of looks) {
      assert.ok(ends.has(look.length), JSON.stringify(look.slice(-8)));
    }
    assert.equal(looks.at(-1), text);
  });

  it('where a chunk splits it', () => {
    const looks = seen(text.split(''));
    assert.ok(looks.every((look) => look.isWellFormed() && !look.endsWith('\u200d')));
    assert.equal(looks.at(-1), text);
  });

  it('and half of one that does not go on asks for no frames', () => {
    const screen = started();
    screen.adds(ARTICLE, 'a\ud83d');
    screen.passes(300);
    assert.equal(screen.article, 'a');
    assert.equal(screen.frames.length, 0);
    screen.ends(ARTICLE);
    assert.equal(screen.article, 'a\ud83d');
  });
});
