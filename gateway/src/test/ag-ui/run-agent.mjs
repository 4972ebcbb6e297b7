// A stock AG-UI client has one conversation: node run-agent.mjs <modules> <gateway> <token> <threadId> <message>...
// Prints the events' types and the messages it ended up with, as JSON.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [modules, gateway, token, threadId, ...messages] = process.argv.slice(2);
const { HttpAgent } = createRequire(resolve(modules, 'package.json'))('@ag-ui/client');
const agent = new HttpAgent({ url: `${gateway}/v1/agent`, headers: { Authorization: `Bearer ${token}` }, threadId });
const types = [];
for (const [index, content] of messages.entries()) {
  agent.addMessage({ id: `m${index}`, role: 'user', content });
  await agent.runAgent({}, { onEvent: ({ event }) => void types.push(event.type) });
}
console.log(JSON.stringify({ types, messages: agent.messages.map(({ role, content }) => `${role}: ${content}`) }));
