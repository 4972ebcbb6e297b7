// The person's messages that wait for their turn, and their places. Pure.

const isWaiting = ({ status }) => status === 'pending' || status === 'queued';

/** What waits: sent and not refused. */
export const waiting = (outbox) => outbox.filter(isWaiting);

/** The outbox after a turn has begun. The places count those that wait, so each of the others is one nearer. */
export function afterStart(outbox, id) {
  const rest = outbox.filter((mine) => mine.id !== id);
  return rest.some(({ position }) => position > 1)
    ? rest.map((mine) => (mine.position > 1 ? { ...mine, position: mine.position - 1 } : mine))
    : rest;
}

/** The outbox after the server has given a message back. If the person asked for it, that is no refusal. */
export function afterTakenBack(outbox, { messageId, code, message }) {
  const taken = outbox.find((mine) => mine.id === messageId);
  const nearer = outbox.map((mine) => (mine.position > taken.position ? { ...mine, position: mine.position - 1 } : mine));
  return taken.leaving === 'drop'
    ? nearer.filter((mine) => mine !== taken)
    : nearer.map((mine) => (mine === taken ? { ...mine, status: 'rejected', code, reason: message } : mine));
}

/** The message that the person took back to change it, as soon as the server has given it back. */
export function toEdit(outbox) {
  return outbox.find(({ status, leaving }) => status === 'rejected' && leaving === 'edit');
}
