// The person's conversations, as far as they are loaded: searched by title, page by page.

const PAGE = 50;

/** After the last key, in milliseconds. */
const PAUSE = 250;

export class ConversationList {
  /** {id, title, updatedAt}, the most recent first. */
  items = [];
  query = '';
  /** loading, ready or failed */
  status = 'loading';

  #options;
  #next = null;
  /** Ids of conversations that were deleted here. For a moment the server may still list them. */
  #erased = new Set();
  /** Counts the questions: an answer to an earlier one is too late. */
  #asked = 0;
  #timer = null;

  /**
   * @param options.gateway whose conversations they are
   * @param options.onChange called when something is to be shown
   */
  constructor(options) {
    this.#options = {
      setTimeout: (run, wait) => globalThis.setTimeout(run, wait),
      clearTimeout: (timer) => globalThis.clearTimeout(timer),
      ...options,
    };
  }

  get hasMore() {
    return this.#next !== null && this.status !== 'loading';
  }

  /** Loads the list anew, from its beginning. */
  async load() {
    this.#options.clearTimeout(this.#timer);
    await this.#ask(null);
  }

  /** Searches when the person pauses. Spaces around the words do not matter. */
  search(query) {
    if (query.trim() === this.query) {
      return;
    }
    this.query = query.trim();
    this.#options.clearTimeout(this.#timer);
    this.#timer = this.#options.setTimeout(() => this.#ask(null), PAUSE);
  }

  async more() {
    if (this.hasMore) {
      await this.#ask(this.#next);
    }
  }

  /** @throws HttpError if it was not renamed */
  async rename(id, title) {
    await this.#options.gateway.rename(id, title);
    this.items = this.items.map((item) => (item.id === id ? { ...item, title } : item));
    this.#options.onChange();
  }

  /** @throws HttpError if it was not deleted; that it is gone already is fine */
  async remove(id) {
    await this.#options.gateway.delete(id).catch((error) => {
      if (error.status !== 404) {
        throw error;
      }
    });
    this.#erased.add(id);
    this.items = this.items.filter((item) => item.id !== id);
    this.#options.onChange();
  }

  async #ask(after) {
    const asked = ++this.#asked;
    this.status = 'loading';
    this.#options.onChange();
    let answer = null;
    try {
      answer = await this.#options.gateway.conversations({ limit: PAGE, query: this.query || null, after });
    } catch {
      // Told below.
    }
    if (asked !== this.#asked) {
      return;
    }
    if (answer === null) {
      this.status = 'failed';
    } else {
      const known = after === null ? [] : this.items;
      const ids = new Set([...this.#erased, ...known.map(({ id }) => id)]);
      // One that was used meanwhile has moved, and would be there twice.
      this.items = [...known, ...answer.conversations.filter(({ id }) => !ids.has(id))];
      this.#next = answer.next ?? null;
      this.status = 'ready';
    }
    this.#options.onChange();
  }
}
