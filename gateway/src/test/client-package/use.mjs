// Somebody's program with the package: node use.mjs <gateway> <thread> <text>. Prints what it saw, as one line of JSON.
import { Gateway, HttpError } from 'quillmesh-client';

const [url, threadId, text] = process.argv.slice(2);
const gateway = new Gateway({ url });
const types = [];
const conversation = gateway.connect(threadId, { onEvent: ({ type }) => types.push(type) });
const end = await conversation.finished(conversation.send(text));
const { messages, state } = conversation;
conversation.close();
const missing = await gateway.article(threadId, { version: 99 }).catch((error) => error);

console.log(
  JSON.stringify({
    types,
    end: end.type,
    messages: messages.map(({ role, content }) => `${role}: ${content}`),
    state,
    listed: (await gateway.conversations()).conversations.map(({ id }) => id),
    missing: missing instanceof HttpError && missing.code,
  }),
);
