// Messages for which the server has not started a turn. They survive a reload of this tab.

import { fits } from './limits.mjs';

/** Keeps all of them, also waiting and refused ones, because they exist nowhere else. */
export function keepOutbox(keeper, conversationId, outbox) {
  if (outbox.length === 0) {
    keeper.remove(key(conversationId));
  } else {
    keeper.set(key(conversationId), JSON.stringify(outbox));
  }
}

/**
 * The kept messages after a reload. Messages that were not refused are sent again, because one message id is one turn.
 * A message that the server cannot take is not sent but shown as refused.
 */
export function keptOutbox(keeper, conversationId) {
  return read(keeper.get(key(conversationId)))
    .filter((mine) => [mine?.id, mine?.runId, mine?.text].every((member) => typeof member === 'string'))
    .map((mine) => {
      if (!fits(mine.text)) {
        return { ...mine, status: 'rejected', code: 'MESSAGE_TOO_LARGE' };
      }
      // Where it stands, and whether it was to be taken back, the server has to say again.
      const { position: _, leaving: __, ...kept } = mine;
      return mine.status === 'rejected' ? mine : { ...kept, status: 'pending' };
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
