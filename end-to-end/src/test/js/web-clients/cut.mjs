// The stock client with the fetch of docs/web-clients.md, on a network that breaks again and again:
// node cut.mjs <modules> <file with the fetch> <gateway>. Prints what it saw, as one line of JSON.
import { createRequire } from 'node:module';

const [modules, resuming, gateway] = process.argv.slice(2);
const { HttpAgent } = createRequire(`${modules}/package.json`)('@ag-ui/client');
const { resumingFetch } = await import(resuming);

/** So many events of a stream arrive, and a half, before it breaks. The first ones are the beginning of the run and its snapshots. */
const EVENTS = [5, 1, 9, 3];
const real = globalThis.fetch;
const cursors = [];

async function* eventsOf(body) {
  let rest = '';
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split(/(?<=\n\n)/);
    rest = parts.at(-1).endsWith('\n\n') ? '' : parts.pop();
    yield* parts;
  }
}

globalThis.fetch = async (url, init) => {
  const response = await real(url, init);
  if (!url.endsWith('/v1/agent')) {
    return response;
  }
  cursors.push(init.headers['Last-Event-ID'] ?? null);
  const most = EVENTS.shift();
  if (most === undefined) {
    return response;
  }
  // What the network brings in one piece depends on its speed, so the events are counted.
  const events = eventsOf(response.body);
  let count = 0;
  const pull = async (controller) => {
    const { done, value } = await events.next();
    count += 1;
    if (done) {
      controller.close();
    } else if (count > most + 1) {
      await events.return();
      controller.error(new TypeError('The network is gone'));
    } else {
      controller.enqueue(new TextEncoder().encode(count > most ? value.slice(0, value.length / 2) : value));
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
