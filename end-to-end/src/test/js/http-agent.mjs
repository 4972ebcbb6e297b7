// A stock AG-UI client has a conversation: node http-agent.mjs <modules> <gateway> <token> <thread> <message>...
// Prints what it ended up with, as one line of JSON.
import { createRequire } from 'node:module';

const [modules, gateway, token, threadId, ...messages] = process.argv.slice(2);
const { HttpAgent } = createRequire(`${modules}/package.json`)('@ag-ui/client');
const agent = new HttpAgent({
  url: `${gateway}/v1/agent`,
  headers: { Authorization: `Bearer ${token}` },
  threadId,
});

const runs = [];
for (const content of messages) {
  const types = [];
  agent.addMessage({ id: crypto.randomUUID(), role: 'user', content });
  await agent.runAgent(
    { runId: crypto.randomUUID() },
    {
      onEvent: ({ event }) => {
        types.push(event.type);
      },
    },
  );
  runs.push({ types, state: structuredClone(agent.state), messages: structuredClone(agent.messages) });
}
console.log(JSON.stringify(runs));
