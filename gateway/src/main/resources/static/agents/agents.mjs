// The agents' part of the page's state: the five, and those that were declared beside them. Pure.

/** The built-in agents, in the order in which they are shown. */
const AGENTS = ['intent', 'context', 'generator', 'reply', 'phase'];

const NAME = /^(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const STATUSES = { WAITING: 'waiting', WORKING: 'working', DONE: 'done', FAILED: 'failed', SKIPPED: 'skipped' };
const AT_WORK = ['waiting', 'working', 'thinking'];

export const isBuiltIn = (name) => AGENTS.includes(name);

/** The members before anything is known. */
export function idle() {
  return members(allIdle());
}

/** The members when a turn starts. Which declared agents take part, its first STATE_DELTA tells. */
export function atStart() {
  return members(Object.fromEntries(AGENTS.map((name) => [name, { status: 'waiting' }])));
}

/** What a snapshot says about the last turn. A turn that still runs is sent again from its start. */
export function atRest(shared) {
  const { agents } = withStatuses({ agents: allIdle() }, shared.agents);
  for (const name of AGENTS) {
    const { status } = own(shared.agents, name) ?? {};
    agents[name] = { status: status === 'DONE' || status === 'FAILED' ? STATUSES[status] : 'idle' };
  }
  return { ...members(agents), answered: Object.keys(agents).filter((name) => !isBuiltIn(name) && agents[name].status === 'done') };
}

/** The members after a turn's end: those that it does not wait for go on. */
export function afterRun({ agents, texts, shared }) {
  const goesOn = (name) => !isBuiltIn(name) && ['WORKING', 'WAITING'].includes(own(shared.agents, name)?.status);
  const isOver = ([name, { status }]) => AT_WORK.includes(status) && !goesOn(name);
  return {
    agents: Object.fromEntries(Object.entries(agents).map((entry) => (isOver(entry) ? [entry[0], { status: 'idle' }] : entry))),
    texts: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { ...text, streaming: false }])),
  };
}

/** The statuses of declared agents that no event of their own tells. */
export function withStatuses(state, statuses) {
  const agents = { ...state.agents };
  for (const [name, known] of Object.entries(statuses ?? {})) {
    const status = STATUSES[known?.status];
    if (isDeclared(name) && status && (status === 'skipped' || !own(agents, name))) {
      agents[name] = { status };
    }
  }
  return { ...state, agents };
}

export function agentOf({ subagentRunId }) {
  return subagentRunId.slice(subagentRunId.lastIndexOf('/') + 1);
}

export function withAgent(state, event, change) {
  const name = agentOf(event);
  if (!isBuiltIn(name) && !isDeclared(name)) {
    return state;
  }
  const next = { ...state, agents: { ...state.agents, [name]: change } };
  return change.status === 'done' || change.status === 'failed' ? withAnswered(next, name) : next;
}

/** The texts of the generator. Other agents' texts have their own names. */
const GENERATED = ['article', 'passage'];

/** A text with thoughts before it: "<turn>/article/thoughts". */
export function withThinker(state, { messageId }, status) {
  const text = messageId.split('/').at(-2);
  const name = GENERATED.includes(text) ? 'generator' : text;
  const before = own(state.agents, name)?.status;
  return before === undefined || before === 'done' || before === 'failed'
    ? state
    : { ...state, agents: { ...state.agents, [name]: { status } } };
}

/** The text that an agent writes. A later attempt replaces the one that was cut. */
export function withText(state, name, text) {
  return isDeclared(name) ? withAnswered({ ...state, texts: { ...state.texts, [name]: text } }, name) : state;
}

/** The [agent, text] that grows under this id, or []. */
export function textOf({ texts }, id) {
  return Object.entries(texts).find(([, text]) => text.id === id) ?? [];
}

/** What an agent does, with the milliseconds it took and its model, once those are known. */
export function shownAgent({ agents, shared }, name) {
  const { status, code } = own(agents, name) ?? { status: 'idle' };
  const { ms, model } = (status === 'done' || status === 'failed' ? own(shared.agents, name) : null) ?? {};
  return { name, status, code, ms, model };
}

/** The names of all agents to show: the five, the declared ones, and those that only the conversation knows. */
export function shownNames({ agents }, declared) {
  return [...new Set([...AGENTS, ...declared.filter(isDeclared), ...Object.keys(agents)])];
}

/**
 * What the declared agents have answered in the newest turn, in the order in which it came. An agent that had to wait
 * for a failed one has nothing to say.
 *
 * @return a list of {name, status, code, message, ms, model, answer, streaming}; the answer is null if it failed
 */
export function shownAnswers(state) {
  return state.answered.flatMap((name) => {
    const agent = shownAgent(state, name);
    const text = own(state.texts, name);
    const answer = agent.status === 'done' ? (own(state.shared.results, name) ?? text?.text) : text?.text;
    if (agent.status === 'failed') {
      const { code, message } = state.agents[name];
      return code === 'UPSTREAM_FAILED' ? [] : [{ ...agent, message, answer: null, streaming: false }];
    }
    return answer === undefined || answer === null || answer === '' ? [] : [{ ...agent, answer, streaming: text?.streaming ?? false }];
  });
}

/** A time as it is shown; '' if it is not known. */
export function duration(ms) {
  return ms === undefined || ms === null ? '' : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/**
 * agents: what each agent does in the running turn, or did in the last one: {status, code, message}.
 * texts: what declared agents write, by name: {id, text, streaming}.
 * answered: the declared agents with something to show, in the order in which it came.
 */
function members(agents) {
  return { agents, texts: {}, answered: [] };
}

function allIdle() {
  return Object.fromEntries(AGENTS.map((name) => [name, { status: 'idle' }]));
}

function withAnswered(state, name) {
  return isBuiltIn(name) || state.answered.includes(name) ? state : { ...state, answered: [...state.answered, name] };
}

function isDeclared(name) {
  return NAME.test(name) && !isBuiltIn(name);
}

/** An agent may be called `constructor`. */
function own(object, name) {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}
