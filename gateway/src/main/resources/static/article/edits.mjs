// Saves what the person writes into the article. One save at a time; nothing typed is lost, whatever happens meanwhile.

/** After a pause of so many milliseconds the text is saved. */
export const PAUSE = 1500;

/** When the server could not take an edit, it is tried again after so many milliseconds. */
const AGAIN = 3000;

/** The most bytes of UTF-8 that the server takes. */
const MAX_BYTES = 200 * 1024;

export class Edits {
  /** The version on which the person's text is based: {version, markdown}. */
  base = { version: 0, markdown: '' };
  /** The person's text as long as the server does not have it, else null. */
  text = null;
  /** There is a newer version and a kept text of the person: {version, markdown}, the number under which it is kept. */
  conflict = null;

  #id = null;
  #state = null;
  #isOpen = false;
  #options;
  #timer = null;
  #due = false;
  #sent = null;
  #handled = null;
  /** A text that the server does not take, and why. */
  #refused = null;
  #seen = false;

  /**
   * @param options.send (markdown, baseVersion, whenStale) => whether it could be sent
   * @param options.unsaved where unsaved texts are kept
   * @param options.onText called when the text to show is another one, but not because of `typed`
   */
  constructor(options) {
    this.#options = {
      setTimeout: (run, wait) => globalThis.setTimeout(run, wait),
      clearTimeout: (timer) => globalThis.clearTimeout(timer),
      ...options,
    };
  }

  /** What the person sees as their article now. */
  get shown() {
    return this.text ?? this.base.markdown;
  }

  /** saved, unsaved, saving, busy (an agent writes), offline, tooLong, refused or conflict */
  get status() {
    if (this.conflict) {
      return 'conflict';
    }
    if (this.text === null) {
      return 'saved';
    }
    if (this.#refused?.text === this.text) {
      return this.#refused.status;
    }
    if (!this.#isOpen) {
      return 'offline';
    }
    return this.#sent !== null ? 'saving' : isWriting(this.#state) ? 'busy' : 'unsaved';
  }

  /** Another conversation is shown. Continues with what was not saved in it. */
  async open(id) {
    this.flush();
    this.#id = id;
    this.#reset();
    if (id === null) {
      return;
    }
    const left = await this.#options.unsaved.adopt(id);
    if (left && id === this.#id && this.text === null) {
      this.base = { version: left.baseVersion, markdown: this.base.version === left.baseVersion ? this.base.markdown : null };
      this.text = left.markdown;
      this.#due = true;
      this.#options.onText();
      this.#settle();
    }
  }

  #reset() {
    this.#options.clearTimeout(this.#timer);
    Object.assign(this, { base: { version: 0, markdown: '' }, text: null, conflict: null });
    this.#due = false;
    this.#sent = null;
    this.#refused = null;
    this.#seen = false;
    this.#state = null;
  }

  /** The state or the connection has changed. */
  look(state, isOpen) {
    const before = this.#state;
    this.#state = state;
    this.#isOpen = isOpen;
    if (!isOpen && this.#sent !== null) {
      // Whether it arrived is seen when the connection is back.
      this.#sent = null;
      this.#due = true;
    }
    this.#seen ||= state.isKnown;
    if (state.edit !== this.#handled) {
      this.#handled = state.edit;
      this.#answered(state.edit);
    }
    const article = state.shared.article ?? { version: 0, markdown: '' };
    if (this.text !== null && article.markdown === this.text && (article.version !== this.base.version || this.conflict)) {
      this.#saved();
    }
    if (this.text === null && (article.version !== this.base.version || before === null)) {
      const isOther = article.markdown !== this.base.markdown;
      this.base = { version: article.version, markdown: article.markdown };
      if (isOther) {
        this.#options.onText();
      }
    }
    this.#settle();
  }

  #answered(edit) {
    if (this.#sent === null || edit?.markdown !== this.#sent) {
      return;
    }
    if (edit.status === 'saved') {
      const { version, markdown } = this.#state.shared.article;
      this.base = { version, markdown };
      if (this.text === this.#sent) {
        this.#saved();
      }
      this.#sent = null;
    } else if (edit.status === 'aside') {
      this.conflict = { version: edit.version, markdown: this.#sent };
      this.#sent = null;
      this.#options.onText();
    } else if (edit.status === 'refused') {
      this.#sent = null;
      this.#due = true;
      if (edit.code === 'ARTICLE_TOO_LARGE') {
        this.#refused = { text: this.text, status: 'tooLong' };
      } else if (edit.code !== 'VERSION_CONFLICT') {
        this.#later(AGAIN);
        this.#due = false;
      }
    }
  }

  #saved() {
    const { version, markdown } = this.#state.shared.article;
    this.base = { version, markdown };
    this.text = null;
    this.#due = false;
    const wasOpen = this.conflict !== null;
    this.conflict = null;
    this.#options.unsaved.remove(this.#id);
    if (wasOpen) {
      this.#options.onText();
    }
  }

  /** The person has begun to write: from now on a newer version is not just shown in the place of their text. */
  touch() {
    this.text ??= this.base.markdown;
  }

  /** The person has written. The text is kept in the browser now, and saved after a pause. */
  typed(markdown) {
    if (markdown === this.base.markdown && this.#sent === null) {
      this.text = null;
      this.#options.unsaved.remove(this.#id);
      this.look(this.#state, this.#isOpen);
    } else if (markdown !== this.text) {
      this.text = markdown;
      this.#options.unsaved.keep(this.#id, { baseVersion: this.base.version, markdown });
      this.#due = false;
      this.#later(PAUSE);
    }
  }

  #later(wait) {
    this.#options.clearTimeout(this.#timer);
    this.#timer = this.#options.setTimeout(() => this.flush(), wait);
  }

  /** Saves now, if it can. */
  flush() {
    this.#options.clearTimeout(this.#timer);
    this.#due = true;
    this.#settle();
  }

  #settle() {
    const { text, base } = this;
    const isReady = this.#due && this.#isOpen && this.#seen && this.#sent === null && this.conflict === null;
    if (text === null || text === base.markdown || !isReady || this.#refused?.text === text || isWriting(this.#state)) {
      return;
    }
    if (new TextEncoder().encode(text).length > MAX_BYTES) {
      this.#refused = { text, status: 'tooLong' };
      return;
    }
    const isStale = (this.#state.shared.article?.version ?? 0) !== base.version;
    this.#sent = text;
    this.#due = false;
    if (!this.#options.send(text, base.version, isStale ? 'keep' : 'reject')) {
      this.#sent = null;
      this.#due = true;
    }
  }

  // --- After a conflict ---

  /** The person's text becomes the article. */
  keep() {
    this.merge(this.text);
    this.flush();
  }

  /** A text that was made of both becomes the person's. It is saved when they have worked on it. */
  merge(markdown) {
    this.#rebase();
    this.text = markdown;
    this.#options.unsaved.keep(this.#id, { baseVersion: this.base.version, markdown });
    this.#options.onText();
  }

  /** The newer version stays the article. The person's text stays in the list of versions. */
  yield() {
    if (this.text !== this.conflict.markdown) {
      // What was typed after it was kept is kept as well.
      this.#options.send(this.text, this.base.version, 'keep');
    }
    this.#rebase();
    this.text = null;
    this.#options.unsaved.remove(this.#id);
    this.#options.onText();
  }

  #rebase() {
    const { version, markdown } = this.#state.shared.article;
    this.base = { version, markdown };
    this.conflict = null;
  }
}

/** Whether the agent may be rewriting the article. The server takes no edit then. */
function isWriting(state) {
  const status = state?.agents.generator?.status;
  return Boolean(state?.run) && ['waiting', 'working', 'thinking'].includes(status);
}
