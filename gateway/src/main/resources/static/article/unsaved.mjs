// What the person wrote into an article and the server does not have yet. It survives a reload, and a tab that was
// closed: each opening of the page keeps its own, and takes over what no open page cares for any more.

const KEY = 'quillmesh.unsaved';

export class Unsaved {
  #keeper;
  #page;
  #openPages;

  /**
   * @param keeper a store that all pages share
   * @param page the name of this opening of the page
   * @param openPages () => a promise of the names of the pages that are open, or of null if the browser does not tell
   */
  constructor(keeper, page, openPages) {
    this.#keeper = keeper;
    this.#page = page;
    this.#openPages = openPages;
  }

  /** @param entry {baseVersion, markdown} */
  keep(id, entry) {
    this.#keeper.set(key(id, this.#page), JSON.stringify({ ...entry, at: Date.now() }));
  }

  remove(id) {
    this.#keeper.remove(key(id, this.#page));
  }

  /** This page's own text, or else the newest one that was left behind, or null. From now on it is this page's. */
  async adopt(id) {
    const open = await this.#openPages();
    const left = this.#keeper.keys(`${KEY}.${id}.`)
      .filter((name) => pageOf(name) === this.#page || !(open ?? []).includes(pageOf(name)))
      .map((name) => ({ name, ...read(this.#keeper.get(name)) }))
      .filter(({ markdown, baseVersion }) => typeof markdown === 'string' && Number.isInteger(baseVersion))
      .sort((one, other) => (pageOf(other.name) === this.#page) - (pageOf(one.name) === this.#page) || other.at - one.at);
    if (left.length === 0) {
      return null;
    }
    const [{ name, baseVersion, markdown }] = left;
    if (pageOf(name) !== this.#page) {
      this.keep(id, { baseVersion, markdown });
      this.#keeper.remove(name);
    }
    return { baseVersion, markdown };
  }
}

function key(id, page) {
  return `${KEY}.${id}.${page}`;
}

function pageOf(name) {
  return name.slice(name.lastIndexOf('.') + 1);
}

function read(json) {
  try {
    return JSON.parse(json) ?? {};
  } catch {
    return {};
  }
}

/**
 * Tells the browser that this page is open, as long as it is shown. A page that the browser only keeps for going back is
 * not open.
 *
 * @return () => a promise of the names of all open pages; null where the browser has no locks, as over plain HTTP
 */
export function openPages(page, locks = globalThis.navigator?.locks, events = globalThis) {
  const prefix = `${KEY}.page.`;
  let release = () => {};
  const hold = () => {
    release();
    locks?.request(prefix + page, { mode: 'shared' }, () => new Promise((resolve) => {
      release = resolve;
    })).catch(() => {});
  };
  hold();
  events.addEventListener('pagehide', () => release());
  events.addEventListener('pageshow', ({ persisted }) => persisted && hold());
  return async () => {
    const held = await locks?.query().catch(() => null);
    return held ? held.held.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => pageOf(name)) : null;
  };
}
