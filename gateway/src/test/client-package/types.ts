// What a program with the package may write, and what the compiler must refuse.
import { Gateway, HttpError, RejectedError, RunError, SessionEnded, newId, type AgUiEvent, type Conversation, type Problem } from 'quillmesh-client';

const gateway = new Gateway({
  url: 'https://example.org/quill',
  token: async (refused) => (refused === null ? 'first' : 'second'),
});
const anonymous = new Gateway({ url: new URL('https://example.org'), storage: new Map<string, string>() });

function seen(event: AgUiEvent, conversation: Conversation): string | number | undefined {
  switch (event.type) {
    case 'TEXT_MESSAGE_CONTENT':
      return event.delta.length;
    case 'STATE_DELTA':
      return event.delta[0]?.path;
    case 'RUN_FINISHED':
      return event.result?.draft ?? event.outcome?.type;
    case 'RUN_ERROR':
      // @ts-expect-error A failure has no outcome.
      return event.outcome;
    case 'CUSTOM':
      return event.name;
    default:
      return conversation.state.article?.markdown;
  }
}

function wrong(problem: Problem): string {
  return problem.kind === 'TOKEN' ? problem.error.message : problem.kind === 'UNOPENED' ? `${problem.attempts}` : problem.reason;
}

const conversation = gateway.connect(newId(), { onEvent: seen, onProblem: (problem) => console.log(wrong(problem)), language: 'zh-Hant' });

const sent = conversation.send('Hello', { whenBusy: 'interrupt', context: [{ description: 'where', value: 'here' }] });
conversation.rewrite({ start: 0, end: 5 }, 'Shorter', { replaces: sent.messageId });
conversation.edit('# London', { whenStale: 'keep' });
conversation.feedback({ articleVersion: 1, rating: 'bad', reason: 'too short' });
const done: boolean = conversation.abort({ messageId: sent.messageId }) && conversation.restore(1);

// @ts-expect-error There is no such way.
conversation.send('Hello', { whenBusy: 'whenever' });
// @ts-expect-error An opinion is about something.
conversation.feedback({ rating: 'good' });
// @ts-expect-error Only the gateway's client makes one.
conversation.state = {};

try {
  const end = await conversation.finished(sent);
  console.log(end?.runId, done);
  const { versions } = await anonymous.versions(conversation.threadId, { limit: 5 });
  const { parts } = await anonymous.diff(conversation.threadId, versions[0]?.version ?? 1, { from: 1 });
  console.log(parts.map(({ op, text }) => `${op} ${text}`), (await anonymous.agents())[0]?.labels['en']);
} catch (error) {
  if (error instanceof RejectedError || error instanceof RunError) {
    console.log(error.code.toLowerCase());
  } else if (error instanceof HttpError && error.isFinal()) {
    console.log(error.status.toFixed(), error.code?.toLowerCase());
  } else if (error instanceof SessionEnded) {
    anonymous.session.forget();
  }
}
