// A stock AG-UI client has a conversation:
// node http-agent.mjs <modules> <package> <gateway> <token> <thread> <message>...
// Prints what it ended up with, as one line of JSON.
import { createRequire } from 'node:module';

const [modules, client, gateway, token, threadId, ...messages] = process.argv.slice(2);
const { HttpAgent } = createRequire(`${modules}/package.json`)(client);
const agent = new HttpAgent({
  url: `${gateway}/v1/agent`,
  headers: { Authorization: `Bearer ${token}` },
  threadId,
});

const runs = [];
for (const content of messages) {
  const types = [];
  let started = {};
  agent.addMessage({ id: crypto.randomUUID(), role: 'user', content });
  await agent.runAgent(
    { runId: `run-${runs.length + 1}` },
    {
      onEvent: ({ event }) => {
        types.push(event.type);
        started = event.type === 'RUN_STARTED' ? event : started;
      },
    },
  );
  runs.push({ types, started, state: structuredClone(agent.state), messages: structuredClone(agent.messages) });
}
console.log(JSON.stringify(runs));
