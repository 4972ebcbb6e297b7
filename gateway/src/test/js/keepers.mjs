// Storage areas as browsers have them.

import { Keeper } from '../../main/resources/static/state/storage.mjs';

export class Area {
  kept = new Map();

  getItem(key) {
    return this.kept.get(key) ?? null;
  }

  setItem(key, value) {
    this.kept.set(key, String(value));
  }

  removeItem(key) {
    this.kept.delete(key);
  }

  key(index) {
    return [...this.kept.keys()][index] ?? null;
  }

  get length() {
    return this.kept.size;
  }
}

export const keeper = (area = new Area()) => new Keeper(() => area);
