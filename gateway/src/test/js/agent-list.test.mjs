import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { AgentList } from '../../main/resources/static/agents/agent-list.mjs';
import { HttpError } from '../../main/resources/static/client/index.mjs';
import { initialState } from '../../main/resources/static/state/state.mjs';
import { gatewayOf } from './gateways.mjs';
import { Timers, settled } from './timers.mjs';

const TITLES = { name: 'titles', labels: { en: 'Titles', zh: '标题' }, answerSchema: { type: 'object' }, builtIn: false, status: 'ADMITTED' };
const REFUSED = { name: 'broken', labels: {}, answerSchema: null, builtIn: false, status: 'REFUSED', reason: 'a cycle' };
const INTENT = { name: 'intent', labels: { en: 'Intent', zh: '意图' }, builtIn: true, status: 'ADMITTED' };

let answers;
let calls;
let timers;
let changes;
let list;

beforeEach(() => {
  answers = [];
  calls = [];
  changes = 0;
  timers = new Timers();
  list = new AgentList({
    gateway: gatewayOf({
      call: async (path) => {
        calls.push(path);
        const answer = answers.shift() ?? [INTENT, TITLES, REFUSED];
        if (answer instanceof Error) {
          throw answer;
        }
        return { agents: answer };
      },
    }),
    onChange: () => {
      changes += 1;
    },
    ...timers,
    random: () => 0.5,
  });
});

const knowing = (...names) => ({ ...initialState(), agents: Object.fromEntries(names.map((name) => [name, { status: 'done' }])) });

async function look(state = initialState(), connectionState = 'open') {
  list.look(state, connectionState);
  await settled();
}

describe('the list of agents', () => {
  it('is asked for when the page is connected, once', async () => {
    await look(initialState(), 'connecting');
    assert.deepEqual(calls, []);
    await look();
    await look();

    assert.deepEqual(calls, ['/v1/agents']);
    assert.equal(changes, 1);
    assert.deepEqual(list.names, ['titles']);
    assert.deepEqual(list.schema('titles'), { type: 'object' });
    assert.equal(list.schema('broken'), null);
  });

  it('is asked for again with each new connection: what was said in between was missed', async () => {
    answers = [structuredClone([TITLES]), structuredClone([TITLES]), [{ ...TITLES, answerSchema: {} }]];
    const schemas = [];
    for (let connection = 0; connection < 3; connection++) {
      await look(initialState(), 'waiting');
      await look();
      schemas.push(list.schema('titles'));
    }

    assert.equal(calls.length, 3);
    assert.equal(schemas[0], schemas[1], 'what is the same is not shown again');
    assert.deepEqual(schemas[2], {});
  });

  it('is asked for again when it has changed, but not by all pages at once', async () => {
    await look();
    await look({ ...initialState(), agentChanges: 1 });
    assert.equal(calls.length, 1);
    assert.deepEqual(timers.waits, [500]);

    timers.runLast();
    await settled();
    await look({ ...initialState(), agentChanges: 1 });

    assert.equal(calls.length, 2);
  });

  it('is asked for again when the conversation knows an agent that it does not, once', async () => {
    await look();
    await look(knowing('titles', 'intent'));
    assert.equal(calls.length, 1);
    await look(knowing('readability'));
    await look(knowing('readability'));

    assert.equal(calls.length, 2);
  });

  it('that cannot be had is tried again, each time later, and names are shown as they are', async () => {
    answers = [new HttpError(503, 'no'), new HttpError(0, 'no'), new TypeError('not an answer')];
    await look();
    const waits = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      assert.equal(list.label('titles', 'en'), 'titles');
      waits.push(timers.waits.at(-1));
      timers.runLast();
      await settled();
    }

    assert.deepEqual(waits, [750, 1500, 3000]);
    assert.equal(list.label('titles', 'en'), 'Titles');
    assert.deepEqual(timers.waits, []);
  });

  it('that does not exist is not asked for again and again', async () => {
    answers = [new HttpError(404, 'no')];
    await look();

    assert.deepEqual(timers.waits, []);
  });

  it('is asked for once more if it may have changed while it was on its way', async () => {
    list.look(initialState(), 'open');
    list.look(knowing('readability'), 'open');
    list.look(knowing('facts'), 'open');
    await settled();

    assert.equal(calls.length, 2);
  });
});

it('an agent is called what its card says in the language of the page, else its name', async () => {
  const odd = [{ name: 'a-b', labels: { en: 'Only English' } }, { name: 'c-d', labels: { en: ' ', zh: 7 } }, { name: 'e-f', labels: null }, { name: 'g-h' }];
  answers = [[TITLES, ...odd]];
  await look();

  assert.deepEqual(['en', 'zh-Hans', 'zh-Hant'].map((language) => list.label('titles', language)), ['Titles', '标题', '标题']);
  assert.deepEqual(['a-b', 'c-d', 'e-f', 'g-h', 'unknown'].map((name) => list.label(name, 'zh-Hans')), ['Only English', 'c-d', 'e-f', 'g-h', 'unknown']);
});
