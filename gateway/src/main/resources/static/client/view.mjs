// What a conversation is after each event: the shared state, the messages, the running turn, the place in the frames.
// Pure: (view, event) -> view. What did not change stays the same object.

import { applyPatch } from './json-patch.mjs';

/** A conversation before anything is known about it. */
export function initialView() {
  return { state: {}, messages: [], run: null, cursor: null };
}

/** @throws Error if the event does not fit: then something was missed, and only snapshots help */
export function viewAfter(view, event) {
  const handle = HANDLERS[event.type];
  const next = handle ? { ...view, ...handle(view, event) } : view;
  const at = event.metadata?.quillmesh;
  return at?.epoch ? { ...next, cursor: { epoch: at.epoch, sequence: at.sequence } } : next;
}

/** The shared state after an event. */
export function sharedAfter(shared, event) {
  switch (event.type) {
    case 'STATE_SNAPSHOT':
      return event.snapshot ?? {};
    case 'STATE_DELTA':
      return applyPatch(shared, event.delta);
    default:
      return shared;
  }
}

const HANDLERS = {
  // A turn that still runs is sent again from its start. But a snapshot with a place of its own is one of the turn's frames.
  STATE_SNAPSHOT: ({ state, run }, event) => ({ state: sharedAfter(state, event), run: event.metadata?.quillmesh?.epoch ? run : null }),

  STATE_DELTA: ({ state }, event) => ({ state: sharedAfter(state, event) }),

  MESSAGES_SNAPSHOT: (_, { messages }) => ({ messages }),

  RUN_STARTED: ({ messages }, { runId, input }) => {
    const asked = input?.messages?.findLast(({ role }) => role === 'user');
    const isNew = asked && !messages.some(({ id }) => id === asked.id);
    return { run: { runId, messageId: asked?.id ?? null }, messages: isNew ? [...messages, asked] : messages };
  },

  RUN_FINISHED: () => ({ run: null }),

  RUN_ERROR: () => ({ run: null }),

  TEXT_MESSAGE_START: ({ messages }, { messageId, role, name, subagentRunId }) => ({
    messages: [
      // "<turn>/reply~2" replaces "<turn>/reply", whose stream was cut.
      ...messages.filter(({ id }) => withoutAttempt(id) !== withoutAttempt(messageId)),
      { id: messageId, role, content: '', ...(name ? { name } : {}), ...(subagentRunId ? { subagentRunId } : {}) },
    ],
  }),

  TEXT_MESSAGE_CONTENT: ({ messages }, { messageId, delta }) => ({
    messages: messages.map((message) => (message.id === messageId ? { ...message, content: message.content + delta } : message)),
  }),

  ACTIVITY_SNAPSHOT: ({ messages }, { messageId, activityType, content }) => ({
    messages: [...messages.filter(({ id }) => id !== messageId), { id: messageId, role: 'activity', activityType, content }],
  }),
};

function withoutAttempt(id) {
  return id.replace(/~\d+$/, '');
}
