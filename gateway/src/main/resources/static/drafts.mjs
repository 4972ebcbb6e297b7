// What is typed and not yet sent: it belongs to its conversation and outlives a reload of this tab.

/** Names the conversation that has no id yet. */
const NEW = 'new';

export class Drafts {
  #keeper;

  constructor(keeper) {
    this.#keeper = keeper;
  }

  /** @param id of the conversation; null for one that has none yet */
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
 * A draft with another text: what was typed stays. A suggestion that nothing was added to makes way for the next, and
 * what is there at the end already is not put there twice.
 */
export function joined(draft, text, lastSuggestion = null) {
  if (draft.trim() === '' || draft === lastSuggestion) {
    return text;
  }
  return draft.endsWith(text) ? draft : `${draft.trimEnd()}\n${text}`;
}
