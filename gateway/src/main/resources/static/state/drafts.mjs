// What is typed and not yet sent. It belongs to its conversation and survives a reload of this tab.

/** Names the conversation that has no id yet. */
const NEW = 'new';

export class Drafts {
  #keeper;

  constructor(keeper) {
    this.#keeper = keeper;
  }

  /** @param id of the conversation; null if it has none yet */
  get(id) {
    return this.#keeper.get(key(id)) ?? '';
  }

  keep(id, text) {
    if (text === '') {
      this.#keeper.remove(key(id));
    } else {
      this.#keeper.set(key(id), text);
    }
  }
}

function key(id) {
  return `quillmesh.draft.${id ?? NEW}`;
}

/**
 * A draft with another text added. What was typed stays. A new suggestion replaces the previous one if nothing was
 * added to it. A text that is already at the end is not added twice.
 */
export function joined(draft, text, lastSuggestion = null) {
  if (draft.trim() === '' || draft === lastSuggestion) {
    return text;
  }
  return draft.endsWith(text) ? draft : `${draft.trimEnd()}\n${text}`;
}
