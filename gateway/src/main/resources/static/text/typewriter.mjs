// Shows streamed text at an even pace. The text comes in chunks of about ten tokens. Shown as they come, it would jump.
// This is only presentation: the state has everything that has arrived, and a complete text is shown as it is.

/** A chunk is shown in full so many milliseconds after it came. The longest wait for a frame makes that 300. */
const DELAY = 200;

/** Milliseconds between two frames that show something: every second frame of most screens. Nobody sees more. */
const MIN_INTERVAL = 30;
const MAX_INTERVAL = 100;

/** The share of the time that showing may take. A long text on a slow machine is shown less often. */
const SHARE = 1 / 4;

/** So many characters at once were missed, not just written. They are shown without delay. */
const MISSED = 2000;

/** Chunks that come within so many milliseconds count as one. */
const SAME = 10;

/** A text that ends like this is not complete: half a character, or the character that joins two emoji. */
const HALF = /[\ud800-\udbff\u200d]+$/;

// Older browsers have none. They may show an emoji of several parts part by part.
const segmenter = Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export class Typewriter {
  #onFrame;
  #isInstant;
  #now;
  #requestFrame;
  #frameRequested = false;
  #lastShown = -Infinity;
  #interval = MIN_INTERVAL;
  /** By the id of the message. */
  #texts = new Map();

  /**
   * @param options.onFrame called when there is more to show; must call `shown`
   * @param options.isInstant () => whether texts are shown as they come
   */
  constructor({
    onFrame,
    isInstant,
    now = () => performance.now(),
    requestFrame = (run) => requestAnimationFrame(run),
  }) {
    this.#onFrame = onFrame;
    this.#isInstant = isInstant;
    this.#now = now;
    this.#requestFrame = requestFrame;
  }

  /** Must be called after each change of the state. It notes when each text came. */
  arrived(state) {
    const now = this.#now();
    for (const { id, text } of streams(state)) {
      if (!this.#texts.has(id)) {
        this.#texts.set(id, new TypedText());
      }
      this.#texts.get(id).arrived(text.length, now, this.#isInstant());
    }
  }

  /** The state to show now. Requests frames as long as there is more to show. */
  shown(state) {
    const now = this.#now();
    const isInstant = this.#isInstant();
    const isDue = isInstant || now - this.#lastShown >= this.#interval;
    const texts = new Map();
    for (const { id, text } of streams(state)) {
      const typed = this.#texts.get(id) ?? new TypedText();
      typed.arrived(text.length, now, isInstant);
      typed.show(text, isDue);
      texts.set(id, typed);
    }
    this.#texts = texts;
    if (isDue) {
      this.#lastShown = now;
    }
    if ([...texts.values()].some((typed) => typed.isBehind)) {
      this.#request();
    }
    return withTexts(state, texts);
  }

  #request() {
    if (!this.#frameRequested) {
      this.#frameRequested = true;
      this.#requestFrame(() => this.#frame());
    }
  }

  #frame() {
    this.#frameRequested = false;
    const start = this.#now();
    if (start - this.#lastShown < this.#interval && !this.#isInstant()) {
      this.#request();
      return;
    }
    this.#onFrame();
    const took = this.#now() - start;
    this.#interval = Math.min(Math.max(took / SHARE, MIN_INTERVAL), MAX_INTERVAL);
  }
}

/** One text, and how much of it is shown. */
class TypedText {
  shown = '';
  isBehind = false;
  /** How many characters are due. The number grows evenly between two chunks. */
  #due = 0;
  #dueAt = 0;
  /** How much has come, and when it must be shown. No entry is due in full yet. */
  #arrivals = [];
  #length = 0;

  arrived(length, now, isInstant) {
    this.#advance(now);
    if (length < this.#length) {
      // The stream has started again.
      this.#due = 0;
      this.#arrivals = [];
      this.#length = 0;
    }
    if (isInstant || length - this.#due > MISSED) {
      this.#due = length;
      this.#arrivals = [];
    } else if (length > this.#length) {
      this.#add(length, now + DELAY);
    }
    this.#length = length;
  }

  #add(length, deadline) {
    const last = this.#arrivals.at(-1);
    if (last && deadline - last.deadline < SAME) {
      last.length = length;
    } else {
      this.#arrivals.push({ length, deadline });
    }
  }

  /** Uses the lowest pace that shows each chunk in time. So the pace is even as long as chunks come evenly. */
  #advance(now) {
    const late = this.#arrivals.findLast(({ deadline }) => deadline <= now);
    const pace = Math.max(0, ...this.#arrivals.map(({ length, deadline }) => (length - this.#due) / (deadline - this.#dueAt)));
    this.#due = Math.min(Math.max(this.#due + pace * (now - this.#dueAt), late?.length ?? 0), this.#length);
    this.#dueAt = now;
    this.#arrivals = this.#arrivals.filter(({ length }) => length > this.#due);
  }

  show(text, isDue) {
    const goesOn = text.startsWith(this.shown);
    if (goesOn) {
      // After a reconnect, the text that is shown already comes again.
      this.#due = Math.max(this.#due, this.shown.length);
    }
    if (isDue || !goesOn) {
      this.shown = text.slice(0, endOf(text, goesOn ? this.shown.length : 0, Math.floor(this.#due + 1e-6)));
    }
    this.isBehind = this.shown.length < withoutHalf(text, text.length);
  }
}

/** Where to end so that no character is shown in part; at most `end`. */
function endOf(text, start, end) {
  const inside = segmenter?.segment(text.slice(start, end + 2)).containing(end - start);
  return Math.max(start, withoutHalf(text, inside ? start + inside.index : end));
}

function withoutHalf(text, end) {
  return end - (HALF.exec(text.slice(Math.max(0, end - 8), end))?.[0].length ?? 0);
}

function streams({ draft, messages, texts }) {
  return [
    ...(draft?.streaming ? [{ id: draft.messageId, text: draft.text }] : []),
    ...[...messages, ...Object.values(texts)].filter(({ streaming }) => streaming),
  ];
}

function withTexts(state, texts) {
  const { draft, messages } = state;
  const cut = (id, one) => (texts.has(id) && one.streaming ? { ...one, text: texts.get(id).shown } : one);
  return {
    ...state,
    draft: draft && cut(draft.messageId, draft),
    messages: messages.map((one) => cut(one.id, one)),
    texts: Object.fromEntries(Object.entries(state.texts).map(([name, one]) => [name, cut(one.id, one)])),
  };
}
