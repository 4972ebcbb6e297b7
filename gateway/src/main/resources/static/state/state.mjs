// What the page knows, and how each event changes it. Pure: (state, event) -> state, so that a recorded
// sequence of events is a complete test.

import { agentOf, atRest, atStart, afterRun, idle, isBuiltIn, textOf, withAgent, withStatuses, withText, withThinker } from '../agents/agents.mjs';
import { sharedAfter } from '../client/view.mjs';
import { withOpinion } from '../feedback/feedback.mjs';
import { afterStart, afterTakenBack } from './queue.mjs';

/** What a conversation looks like before anything is known about it. */
export function initialState() {
  return {
    /** Whether the server has said how the conversation stands. */
    isKnown: false,
    /** The shared state of the protocol: intent, context, phase, choices, article, agents, results. */
    shared: {},
    /** The messages: {id, role: 'user' | 'assistant' | 'notice', text, ...}. */
    messages: [],
    /** How many notices there were, so that each gets its own id. */
    notices: 0,
    /** Own messages for which the server has not started a turn: pending, queued or rejected. */
    outbox: [],
    /** The running turn: {id, asked, stopping, choicesOffered}; asked is the text that it answers. */
    run: null,
    /** The id of a short run that answers no message: it brings a late result, or an edit. */
    aside: null,
    /** The article as it is being written: {messageId, text, streaming, unfinished, version}; it has a version if a stop was kept. */
    draft: null,
    /** The person's last edit: {markdown, baseVersion, status: 'sent' | 'saved' | 'refused' | 'aside', code, version}. */
    edit: null,
    ...idle(),
    /** How often the server has said that its agents have changed. */
    agentChanges: 0,
    /** What a model thinks before its text, if that is shown. */
    thoughts: '',
    /** The opinions that the server has confirmed, while another one is on its way; else null. */
    feedbackBefore: null,
  };
}

/** The state after an event of the server, or after one of the page's own, whose types start with "page.". */
export function reduce(state, event) {
  const handle = HANDLERS[event.type];
  const next = handle ? handle(state, event) : state;
  return handle && event.metadata?.quillmesh?.epoch && !next.isKnown ? { ...next, isKnown: true } : next;
}

/** Why an edit is not taken. The editor knows what to do. */
const EDIT_CODES = ['VERSION_CONFLICT', 'ARTICLE_BUSY', 'ARTICLE_TOO_LARGE', 'UNAVAILABLE', 'UNKNOWN_COMMAND'];

const HANDLERS = {
  STATE_SNAPSHOT: (state, event) => {
    const shared = sharedAfter(state.shared, event);
    // One with a place of its own is a frame of the running turn, which replaces another one.
    const rest = event.metadata?.quillmesh?.epoch ? {} : { run: null, aside: null, ...atRest(shared) };
    return { ...state, shared, ...rest, draft: null, edit: savedBy(state.edit, shared.article) };
  },

  MESSAGES_SNAPSHOT: (state, { messages }) => ({
    ...state,
    messages: [...messages.filter(isConversation).map(fromServer), ...state.messages.filter(({ local }) => local)],
    outbox: state.outbox.filter((mine) => !messages.some((known) => known.id === mine.id)),
  }),

  RUN_STARTED: (state, event) => {
    const asked = askedBy(event, state.outbox);
    if (!asked) {
      return { ...state, aside: event.runId };
    }
    const known = state.messages.some((message) => message.id === asked.id);
    return {
      ...state,
      run: { id: event.runId, asked: fromServer(asked).text, stopping: false, choicesOffered: false, selection: event.input?.forwardedProps?.selection ?? null },
      aside: null,
      draft: null,
      ...atStart(),
      messages: !known ? [...state.messages, fromServer(asked)] : state.messages,
      outbox: afterStart(state.outbox, asked.id),
    };
  },

  RUN_FINISHED: (state, { outcome, result }) => {
    const ended = endRun(state);
    // The server has kept what was written when the turn was stopped.
    const kept = ended.draft && result?.draft ? { ...ended, draft: { ...ended.draft, version: result.draft } } : ended;
    return outcome?.type === 'cancelled' ? withNotice(kept, { kind: 'cancelled' }) : kept;
  },

  RUN_ERROR: (state, { code, message }) =>
    state.aside === null ? withNotice(endRun(state), { kind: 'run', code, text: message }) : endRun(state),

  SUBAGENT_STARTED: (state, event) => withAgent(state, event, { status: 'working' }),

  SUBAGENT_FINISHED: (state, event) => withAgent(state, event, { status: 'done' }),

  SUBAGENT_ERROR: (state, event) => {
    if (event.code === 'CANCELLED') {
      return withAgent(state, event, { status: 'idle' });
    }
    const agent = agentOf(event);
    const failed = withAgent(state, event, { status: 'failed', code: event.code, message: event.message });
    // An agent that had to wait for a failed one adds nothing new; its mark shows the failure. The end of the run
    // tells what the reply's failure means. A declared agent's failure is shown where its answer would be.
    return event.code === 'UPSTREAM_FAILED' || agent === 'reply' || !isBuiltIn(agent)
      ? failed
      : withNotice(failed, { kind: 'agent', agent, code: event.code, text: event.message });
  },

  REASONING_START: (state, event) => withThinker({ ...state, thoughts: '' }, event, 'thinking'),

  REASONING_MESSAGE_CONTENT: (state, { delta }) => ({ ...state, thoughts: state.thoughts + delta }),

  REASONING_END: (state, event) => withThinker({ ...state, thoughts: '' }, event, 'working'),

  TEXT_MESSAGE_START: (state, event) => {
    if (isArticle({ id: event.messageId, name: event.name })) {
      return { ...state, draft: { messageId: event.messageId, text: '', streaming: true, unfinished: false } };
    }
    if (isPassage(event)) {
      const selection = state.run?.selection ?? null;
      return { ...state, draft: selection && { messageId: event.messageId, text: '', streaming: true, unfinished: false, selection } };
    }
    if (isOfAgent(event)) {
      return withText(state, event.name, { id: event.messageId, text: '', streaming: true });
    }
    // "<turn>/reply~2" replaces "<turn>/reply", whose stream was cut.
    const others = state.messages.filter((message) => withoutAttempt(message.id) !== withoutAttempt(event.messageId));
    return {
      ...state,
      messages: [...others, { id: event.messageId, role: 'assistant', text: '', streaming: true }],
    };
  },

  TEXT_MESSAGE_CONTENT: (state, { messageId, delta }) => changeText(state, messageId, (one) => ({ ...one, text: one.text + delta })),

  TEXT_MESSAGE_END: (state, { messageId }) => changeText(state, messageId, (one) => ({ ...one, streaming: false })),

  STATE_DELTA: (state, event) => {
    const touches = (member) => event.delta.some(({ path }) => path === member);
    const shared = sharedAfter(state.shared, event);
    return {
      ...(touches('/agents') ? withStatuses(state, shared.agents) : state),
      shared,
      draft: touches('/article') ? null : state.draft,
      feedbackBefore: touches('/feedback') ? null : state.feedbackBefore,
      edit: touches('/article') ? savedBy(state.edit, shared.article) : state.edit,
      run: state.run && touches('/choices') ? { ...state.run, choicesOffered: true } : state.run,
    };
  },

  ACTIVITY_SNAPSHOT: (state, { activityType, content }) =>
    activityType === 'choices' && Array.isArray(content?.choices)
      ? {
          ...state,
          shared: { ...state.shared, choices: content.choices },
          run: state.run && { ...state.run, choicesOffered: true },
        }
      : state,

  CUSTOM: (state, { name, value }) => {
    switch (name) {
      case 'quillmesh.queued':
        return withOutgoing(state, value.messageId, { status: 'queued', position: value.position });
      case 'quillmesh.rejected':
        return rejected(state, value);
      case 'quillmesh.aside':
        return { ...state, edit: { ...state.edit, ...value, status: 'aside' } };
      case 'quillmesh.agents':
        return { ...state, agentChanges: state.agentChanges + 1 };
      default:
        return state;
    }
  },

  /** The person has sent a message; it is kept until the server has started its turn. */
  'page.sent': (state, { message }) => ({ ...state, outbox: [...state.outbox, { ...message, status: 'pending' }] }),

  /** The person sends a refused message again. It keeps its id, because one message is one turn. */
  'page.resent': (state, { id }) => withOutgoing(state, id, { status: 'pending' }),

  /** The page does not send a message that the server cannot take. */
  'page.refused': (state, { id, code }) => withOutgoing(state, id, { status: 'rejected', code }),

  /** The person takes a refused message back. */
  'page.withdrawn': (state, { id }) => ({ ...state, outbox: state.outbox.filter((mine) => mine.id !== id) }),

  /** The person takes a waiting message back, to change it ("edit") or for good ("drop"). The server has to agree. */
  'page.leaving': (state, { id, leaving }) => withOutgoing(state, id, { leaving }),

  /** The person's opinion is on its way. If it is refused, the former one is there again. */
  'page.rated': (state, { target, opinion }) => ({
    ...state,
    shared: withOpinion(state.shared, target, opinion),
    feedbackBefore: state.feedbackBefore ?? state.shared.feedback ?? {},
  }),

  /** The person has asked for the running turn to be stopped. */
  'page.stopping': (state) => (state.run ? { ...state, run: { ...state.run, stopping: true } } : state),

  /** The person makes the text of a stopped article the article. */
  'page.draftUsed': (state) => ({ ...state, draft: { ...state.draft, used: true } }),

  /** What the person wrote into the article is on its way. */
  'page.edited': (state, { markdown, baseVersion }) => ({ ...state, edit: { markdown, baseVersion, status: 'sent' } }),

  /** A notice to the person that is not an event of the server. A repeated notice replaces the earlier one. */
  'page.notice': (state, { kind, text }) => {
    const messages = state.messages.filter((message) => !message.local || message.kind !== kind);
    return withNotice({ ...state, messages }, { kind, text, local: true });
  },
};

/** Changes the text that grows under this id: the article, an agent's answer or a reply. */
function changeText(state, id, change) {
  if (state.draft?.messageId === id) {
    return { ...state, draft: change(state.draft) };
  }
  const [agent, text] = textOf(state, id);
  return text ? withText(state, agent, change(text)) : withMessage(state, id, change);
}

function withNotice(state, notice) {
  const notices = state.notices + 1;
  return {
    ...state,
    notices,
    messages: [...state.messages, { id: `notice-${notices}`, role: 'notice', ...notice }],
  };
}

function rejected(state, { messageId, code, message }) {
  if (state.outbox.some((mine) => mine.id === messageId)) {
    // Neither waits such a message nor does its turn run.
    return code === 'ABORTED' || code === 'NOT_RUNNING'
      ? { ...state, outbox: afterTakenBack(state.outbox, { messageId, code, message }) }
      : withOutgoing(state, messageId, { status: 'rejected', code, reason: message });
  }
  if (code === 'NOT_FOUND_MESSAGE' && state.feedbackBefore !== null) {
    const shared = { ...state.shared, feedback: state.feedbackBefore };
    return withNotice({ ...state, shared, feedbackBefore: null }, { kind: 'rejected', code, text: message });
  }
  if (state.edit?.status === 'sent' && messageId === undefined && EDIT_CODES.includes(code)) {
    return { ...state, edit: { ...state.edit, status: 'refused', code } };
  }
  // Whatever was refused, it may have been the draft.
  const draft = state.draft?.used ? { ...state.draft, used: false } : state.draft;
  // Too late to stop it: its end has come or is coming. Or the page took it back before it knew what had become of it.
  return code === 'NOT_RUNNING' || code === 'ABORTED' ? state : withNotice({ ...state, draft }, { kind: 'rejected', code, text: message });
}

function withMessage(state, id, change) {
  return { ...state, messages: state.messages.map((message) => (message.id === id ? change(message) : message)) };
}

function withOutgoing(state, id, change) {
  return { ...state, outbox: state.outbox.map((mine) => (mine.id === id ? { ...mine, ...change } : mine)) };
}

function closeAll(messages) {
  return messages.map((message) => (message.streaming ? { ...message, streaming: false } : message));
}

/** No agent works any more, but for those that the turn does not wait for. The text of an article that never became a version stays visible. */
function endRun(state) {
  return {
    ...state,
    run: null,
    aside: null,
    thoughts: '',
    messages: closeAll(state.messages),
    draft: state.draft?.text && !state.draft.selection ? { ...state.draft, streaming: false, unfinished: true } : null,
    ...afterRun(state),
  };
}

/** The message that a run answers: the run's own input, or else what this page sent for it. */
function askedBy({ runId, input }, outbox) {
  const own = outbox.find((mine) => mine.runId === runId);
  return input?.messages?.findLast((message) => message.role === 'user') ?? (own && { ...own, role: 'user', content: own.text });
}

function isConversation(message) {
  return message.role === 'user' || (message.role === 'assistant' && !isArticle(message) && !isOfAgent(message));
}

/** Only a reply has no name: each other text has that of its agent. */
function isOfAgent({ name }) {
  return name !== undefined && name !== null;
}

function isArticle({ id, name }) {
  return name === 'article' || withoutAttempt(id).endsWith('/article');
}

function isPassage({ messageId, name }) {
  return name === 'passage' || withoutAttempt(messageId).endsWith('/passage');
}

/** The article says what was saved, whoever was told. */
function savedBy(edit, article) {
  return edit?.status === 'sent' && article?.markdown === edit.markdown ? { ...edit, status: 'saved' } : edit;
}

function withoutAttempt(id) {
  return id.replace(/~\d+$/, '');
}

function fromServer({ id, role, content }) {
  const text = Array.isArray(content) ? content.map((part) => part.text ?? '').join('') : (content ?? '');
  return role === 'user' ? { id, role, text } : { id, role, text, streaming: false };
}
