// The frames that a client sends. Members that are not given are left out.

/** A message to the agents, as AG-UI's RunAgentInput. */
export function runInput({ threadId, runId, messageId, content, context = [], whenBusy = 'enqueue', ...props }) {
  const { language, choiceId, selection, replaces } = props;
  return {
    threadId,
    runId,
    state: {},
    messages: [{ id: messageId, role: 'user', content }],
    tools: [],
    context,
    forwardedProps: given({ whenBusy, language, choiceId, selection, replaces }),
  };
}

export const abort = ({ runId, messageId }) => given({ type: 'abort', runId, messageId });

export const edit = ({ baseVersion, markdown, whenStale }) => given({ type: 'edit', baseVersion, markdown, whenStale });

export const restore = ({ baseVersion, version }) => ({ type: 'restore', baseVersion, version });

export const feedback = ({ messageId, articleVersion, rating, reason }) =>
  given({ type: 'feedback', messageId, articleVersion, rating, reason });

/** The passage of an article between two places. @throws RangeError if there is no such passage */
export function passage(article, { start, end }) {
  const { version, markdown } = article ?? {};
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= (markdown?.length ?? 0))) {
    throw new RangeError(`A passage has 0 <= start < end <= ${markdown?.length ?? 'the length of an article, and there is none'}: ${start} to ${end}`);
  }
  return { version, start, end, text: markdown.slice(start, end) };
}

function given(members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));
}
