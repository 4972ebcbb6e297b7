// What the page keeps in the browser.

const PROBE = 'quillmesh.probe';

/**
 * One of the browser's storage areas. It never throws: what a browser that is blocked, full or private does not keep
 * is kept in memory, for this visit.
 */
export class Keeper {
  #area;
  #onLoss;
  #scope;
  #memory = new Map();

  /**
   * @param area () => the storage; in some browsers the access alone throws
   * @param onLoss called whenever something will not outlive this visit
   * @param scope what tells the names from those of another gateway at the same origin
   */
  constructor(area, onLoss = () => {}, scope = '') {
    this.#area = area;
    this.#onLoss = onLoss;
    this.#scope = scope;
  }

  /** Tells, by onLoss, whether anything is kept at all. */
  probe() {
    this.set(PROBE, PROBE);
    this.remove(PROBE);
  }

  get(key) {
    if (this.#memory.has(key)) {
      return this.#memory.get(key);
    }
    try {
      return this.#area().getItem(this.#scope + key);
    } catch {
      return null;
    }
  }

  set(key, value) {
    if (this.#isKept(key, value)) {
      this.#memory.delete(key);
    } else {
      this.#memory.set(key, value);
      this.#onLoss();
    }
  }

  remove(key) {
    this.#memory.delete(key);
    try {
      this.#area().removeItem(this.#scope + key);
    } catch {
      this.#memory.set(key, null);
    }
  }

  /** Read back, for some browsers take it and forget it. */
  #isKept(key, value) {
    try {
      this.#area().setItem(this.#scope + key, value);
      return this.#area().getItem(this.#scope + key) === value;
    } catch {
      return false;
    }
  }
}
