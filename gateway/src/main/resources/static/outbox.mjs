// Messages that the server has not started a turn for: they outlive a reload of this tab.

import { fits } from './limits.mjs';

/** Keeps all of them, also those that wait or were refused: none of them is anywhere else. */
export function keepOutbox(keeper, conversationId, outbox) {
  if (outbox.length === 0) {
    keeper.remove(key(conversationId));
  } else {
    keeper.set(key(conversationId), JSON.stringify(outbox));
  }
}

/**
 * The kept ones as they go on: what was not refused is sent again, for one message id is one turn; what cannot be
 * taken, whoever kept it, is not sent but shown as refused.
 */
export function keptOutbox(keeper, conversationId) {
  return read(keeper.get(key(conversationId)))
    .filter((mine) => [mine?.id, mine?.runId, mine?.text].every((member) => typeof member === 'string'))
    .map((mine) => {
      if (!fits(mine.text)) {
        return { ...mine, status: 'rejected', code: 'MESSAGE_TOO_LARGE' };
      }
      return mine.status === 'rejected' ? mine : { ...mine, status: 'pending' };
    });
}

function read(json) {
  try {
    const kept = JSON.parse(json);
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function key(conversationId) {
  return `quillmesh.outbox.${conversationId}`;
}
