// The address names the conversation, so that back, forward, reload and links work.

import { isId } from '../client/index.mjs';

const NEW = 'new';

/** Addresses that name a place on the page, not a conversation. */
const PLACES = ['', 'message-input'];

/**
 * What an address asks for: a conversation {id}, {id: null} for a new one, null for none in particular. Any other name
 * is treated like the name of an unknown conversation: {id: null, unknown: true}.
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
 * @param id null if the conversation has no id yet
 * @param push whether the back button leads to what was shown before
 */
export function showAddress(id, push, { location = globalThis.location, history = globalThis.history } = {}) {
  const hash = `#${id ?? NEW}`;
  if (location.hash !== hash) {
    history[push ? 'pushState' : 'replaceState'](null, '', hash);
  }
}
