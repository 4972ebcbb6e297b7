// The stock client with the fetch of docs/web-clients.md, on a network that breaks again and again:
// node cut.mjs <modules> <file with the fetch> <gateway>. Prints what it saw, as one line of JSON.
import { createRequire } from 'node:module';

const [modules, resuming, gateway] = process.argv.slice(2);
const { HttpAgent } = createRequire(`${modules}/package.json`)('@ag-ui/client');
const { resumingFetch } = await import(resuming);

/** So many pieces of a stream arrive before it breaks. The first ones are the beginning of the run and its snapshots. */
const PIECES = [5, 1, 9, 3];
const real = globalThis.fetch;
const cursors = [];

globalThis.fetch = async (url, init) => {
  const response = await real(url, init);
  if (!url.endsWith('/v1/agent')) {
    return response;
  }
  cursors.push(init.headers['Last-Event-ID'] ?? null);
  const pieces = PIECES.shift();
  if (pieces === undefined) {
    return response;
  }
  const reader = response.body.getReader();
  let count = 0;
  const pull = async (controller) => {
    const { done, value } = await reader.read();
    count += 1;
    if (done) {
      controller.close();
    } else if (count > pieces) {
      await reader.cancel();
      controller.error(new TypeError('The network is gone'));
    } else {
      controller.enqueue(value);
    }
  };
  return new Response(new ReadableStream({ pull }), response);
};

const { token } = await (await fetch(`${gateway}/v1/sessions`, { method: 'POST' })).json();
const agent = new HttpAgent({
  url: `${gateway}/v1/agent`,
  headers: { Authorization: `Bearer ${token}` },
  threadId: crypto.randomUUID(),
  fetch: resumingFetch,
});
const sequences = [];
let text = '';
agent.addMessage({ id: crypto.randomUUID(), role: 'user', content: 'Help me write a travelogue about London' });
await agent.runAgent(
  {},
  {
    onEvent: ({ event }) => void sequences.push(event.metadata?.quillmesh?.sequence ?? null),
    onTextMessageContentEvent: ({ event }) => {
      text += event.messageId.endsWith('/article') ? event.delta : '';
    },
  },
);
console.log(JSON.stringify({ cursors, sequences, text, article: agent.state.article.markdown }));
