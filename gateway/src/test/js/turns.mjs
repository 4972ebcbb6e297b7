// Turns as a gateway sends them.

export const TURN = '7c1b3f4e-0000-4000-8000-000000000001';
export const MESSAGE = { id: 'm1', role: 'user', content: 'Help me write a travelogue about London' };
export const CHOICES = [
  { id: 'diary', label: 'Diary', message: 'Use the "Diary" template', intent: 'CHOOSE_TEMPLATE', template: 'Diary' },
];

export const cursor = (sequence) => ({ metadata: { quillmesh: { epoch: 'e1', sequence } } });

const numbered = (events) => events.map((event, index) => ({ ...event, ...cursor(index + 1) }));
const started = (turn, name) => ({ type: 'SUBAGENT_STARTED', subagentRunId: `${turn}/${name}`, name });
const finished = (turn, name) => ({ type: 'SUBAGENT_FINISHED', subagentRunId: `${turn}/${name}` });
const failed = (turn, name, code) => ({ type: 'SUBAGENT_ERROR', subagentRunId: `${turn}/${name}`, code, message: 'No.' });
const sets = (name, value) => ({ type: 'STATE_DELTA', delta: [{ op: 'add', path: `/${name}`, value }] });
const done = (...names) => Object.fromEntries(names.map((name) => [name, { status: 'DONE', ms: 12 }]));
const text = (messageId, pieces, more = {}) => [
  { type: 'TEXT_MESSAGE_START', messageId, role: 'assistant', ...more },
  ...pieces.map((delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta })),
  { type: 'TEXT_MESSAGE_END', messageId },
];

/** A good turn: an article, a reply, choices. */
export function writingTurn(turn = TURN, messageId = MESSAGE.id) {
  const choices = CHOICES;
  return numbered([
    begun(turn, messageId),
    started(turn, 'intent'),
    started(turn, 'context'),
    sets('intent', { name: 'GENERATE_ARTICLE', confidence: 0.9, slots: { topic: 'London' } }),
    sets('agents', done('intent')),
    finished(turn, 'intent'),
    started(turn, 'generator'),
    ...text(`${turn}/article`, ['# Lon', 'don\n\nRain.'], { name: 'article', subagentRunId: `${turn}/generator` }),
    sets('article', { version: 1, title: 'London', markdown: '# London\n\nRain.', author: 'AGENT' }),
    finished(turn, 'generator'),
    sets('context', { summary: 'London', needs: [], decisions: [], entities: [], relations: [] }),
    finished(turn, 'context'),
    started(turn, 'phase'),
    started(turn, 'reply'),
    sets('phase', 'CHOOSING_TEMPLATE'),
    sets('choices', choices),
    { type: 'ACTIVITY_SNAPSHOT', messageId: `${turn}/choices`, activityType: 'choices', content: { choices } },
    finished(turn, 'phase'),
    ...text(`${turn}/reply`, ['Here ', 'it is.'], { subagentRunId: `${turn}/reply` }),
    sets('agents', done('intent', 'context', 'generator', 'reply', 'phase')),
    finished(turn, 'reply'),
    { type: 'RUN_FINISHED', threadId: 'c', runId: turn, outcome: { type: 'success' } },
  ]);
}

/** The intent is not recognised, so there is no article. The reply says so. */
export function failedArticleTurn(turn = TURN) {
  return numbered([
    begun(turn, MESSAGE.id),
    started(turn, 'intent'),
    started(turn, 'context'),
    failed(turn, 'intent', 'MODEL_TIMEOUT'),
    started(turn, 'generator'),
    failed(turn, 'generator', 'UPSTREAM_FAILED'),
    finished(turn, 'context'),
    started(turn, 'reply'),
    ...text(`${turn}/reply`, ['Sorry.']),
    finished(turn, 'reply'),
    { type: 'RUN_FINISHED', threadId: 'c', runId: turn, outcome: { type: 'success' } },
  ]);
}

function begun(turn, messageId) {
  const input = { threadId: 'c', runId: turn, messages: [{ ...MESSAGE, id: messageId }], tools: [], context: [] };
  return { type: 'RUN_STARTED', threadId: 'c', runId: turn, input };
}
