// The address names the conversation, so that back, forward, reload and links work.

import { isId } from './ids.mjs';

const NEW = 'new';

/** What is not the name of a conversation but a place on the page. */
const PLACES = ['', 'message-input'];

/**
 * What an address asks for: a conversation {id}, {id: null} for a new one, null for none in particular. What is no
 * conversation's name is treated like the name of one that is not there: {id: null, unknown: true}.
 */
export function addressed(hash) {
  const name = hash.replace(/^#/, '');
  if (isId(name)) {
    return { id: name.toLowerCase() };
  }
  if (PLACES.includes(name)) {
    return null;
  }
  return name === NEW ? { id: null } : { id: null, unknown: true };
}

/**
 * Names a conversation in the address.
 *
 * @param id null for one that has none yet
 * @param push whether the back button leads to what was shown before
 */
export function showAddress(id, push, { location = globalThis.location, history = globalThis.history } = {}) {
  const hash = `#${id ?? NEW}`;
  if (location.hash !== hash) {
    history[push ? 'pushState' : 'replaceState'](null, '', hash);
  }
}
