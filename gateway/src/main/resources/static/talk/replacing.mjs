// Which turn can be replaced, and what is shown while that is under way. Pure.

import { waiting } from '../state/queue.mjs';

/** The last message, if its turn can be replaced now: no turn runs, and nothing waits. Else null. */
export function replaceable({ run, outbox, messages }) {
  return run === null && waiting(outbox).length === 0 ? (messages.findLast(({ role }) => role === 'user') ?? null) : null;
}

/** The messages without the turn that one on its way replaces. If that one is refused, the turn is there again. */
export function withoutReplaced({ messages, outbox }) {
  const replaced = waiting(outbox).find(({ replaces }) => replaces !== undefined)?.replaces;
  const index = messages.findIndex(({ id }) => id === replaced);
  return index < 0 ? messages : messages.filter((message, at) => at < index || message.local);
}

/** Whether this message's turn has a reply, so that another one can be asked for there. */
export function hasReply({ messages }, asked) {
  return messages.slice(messages.indexOf(asked)).some(({ role }) => role === 'assistant');
}
