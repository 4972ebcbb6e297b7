// Storage areas as browsers have them.

import { Keeper } from '../../main/resources/static/storage.mjs';

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
}

export const keeper = (area = new Area()) => new Keeper(() => area);
