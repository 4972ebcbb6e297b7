// Reads what there is of one conversation, until every topic had so many records of it (one, if there is no number) and every
// text all of its chunks: node read.mjs <modules> <bootstrap servers> <registry> <keys, comma-separated> <topic[:number]>...
// Prints one line of JSON: {<topic>: [<record>, ...], ..., texts: {<streamId>: <text>}}.
import { client } from './client.mjs';

const PATIENCE_MS = 120_000;
const NO_FETCH_MS = 20_000;
const MOST_ATTEMPTS = 3;

const [modules, bootstrapServers, registry, keys, ...names] = process.argv.slice(2);
const least = Object.fromEntries(names.map((name) => [name.split(':')[0], Number(name.split(':')[1] ?? 1)]));
const topics = Object.keys(least);
const { kafka, deserializer } = client(modules, bootstrapServers, registry);
const wanted = new Set(keys.split(','));
const found = Object.fromEntries(topics.map((topic) => [topic, []]));

// Chunks say where they begin in UTF-16 units, which is how JavaScript counts. A repeat overwrites what it repeats.
function texts() {
  const streams = {};
  for (const { streamId, offset, text } of found['conversation.chunks'] ?? []) {
    const before = streams[streamId] ?? '';
    if (offset <= before.length) {
      streams[streamId] = before.slice(0, offset) + text + before.slice(offset + text.length);
    }
  }
  return streams;
}

function isWhole() {
  const streams = texts();
  const articles = (found['conversation.articles'] ?? []).map(({ result }) => [
    result.streamId,
    result.article?.markdown ?? '',
  ]);
  const replies = (found['conversation.replies'] ?? []).map(({ streamId, text }) => [streamId, text]);
  return [...articles, ...replies].every(
    ([streamId, text]) => streamId === '' || streams[streamId]?.length === text.length,
  );
}

// Once in a while kafkajs joins its group and then does nothing: no fetch, no heartbeat, until the broker expels it. As any
// service with a watchdog would, this one begins again then. Resolves to whether all has been read.
async function read() {
  const consumer = kafka.consumer({ groupId: `another-language-${crypto.randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  let isFetching = false;
  consumer.on(consumer.events.FETCH, () => (isFetching = true));
  const whole = await new Promise((done, fail) => {
    const watchdog = setTimeout(() => isFetching || done(false), NO_FETCH_MS);
    const timer = setTimeout(() => {
      const counts = topics.map((topic) => `${topic}: ${found[topic].length}`);
      fail(new Error(`still waiting after ${PATIENCE_MS} ms, with ${counts.join(', ')}`));
    }, PATIENCE_MS);
    const finish = (error) => {
      clearTimeout(watchdog);
      clearTimeout(timer);
      error ? fail(error) : done(true);
    };
    consumer
      .run({
        eachMessage: async ({ topic, message }) => {
          if (!wanted.has(message.key?.toString())) {
            return;
          }
          try {
            found[topic].push(await deserializer.deserialize(topic, message.value));
            if (topics.every((each) => found[each].length >= least[each]) && isWhole()) {
              finish();
            }
          } catch (error) {
            finish(new Error(`${topic}: ${error.message}`));
          }
        },
      })
      .catch(finish);
  });
  // One that has done nothing may not end either, and must not read everything a second time.
  const disconnected = consumer.disconnect().catch(() => {});
  if (whole) {
    await disconnected;
  }
  return whole;
}

for (let attempt = 1; !(await read()); attempt++) {
  if (attempt === MOST_ATTEMPTS) {
    throw new Error(`kafkajs has not fetched anything in ${NO_FETCH_MS} ms, ${MOST_ATTEMPTS} times`);
  }
}
console.log(JSON.stringify({ ...found, texts: texts() }));
process.exit(0);
