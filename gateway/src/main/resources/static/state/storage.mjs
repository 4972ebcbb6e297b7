// What the page keeps in the browser.

const PROBE = 'quillmesh.probe';

/**
 * One of the browser's storage areas. It never throws. If the storage is blocked, full or private, values are kept in
 * memory, for this visit.
 */
export class Keeper {
  #area;
  #onLoss;
  #scope;
  #memory = new Map();

  /**
   * @param area () => the storage; in some browsers even the access throws
   * @param onLoss called whenever something will not survive this visit
   * @param scope distinguishes the names from those of another gateway at the same origin
   */
  constructor(area, onLoss = () => {}, scope = '') {
    this.#area = area;
    this.#onLoss = onLoss;
    this.#scope = scope;
  }

  /** Calls onLoss if nothing is kept at all. */
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

  /** The keys that begin like this. */
  keys(prefix) {
    const start = this.#scope + prefix;
    let kept = [];
    try {
      const area = this.#area();
      kept = Array.from({ length: area.length }, (_, index) => area.key(index));
    } catch {
      // Then there are only those in memory.
    }
    const found = kept.filter((key) => key?.startsWith(start)).map((key) => key.slice(this.#scope.length));
    return [...new Set([...found, ...this.#memory.keys()])].filter((key) => key.startsWith(prefix) && this.get(key) !== null);
  }

  /** Reads the value back, because some browsers accept it and forget it. */
  #isKept(key, value) {
    try {
      this.#area().setItem(this.#scope + key, value);
      return this.#area().getItem(this.#scope + key) === value;
    } catch {
      return false;
    }
  }
}
