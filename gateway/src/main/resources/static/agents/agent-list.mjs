// The agents that were declared beside the five: what the gateway tells about them. They come and go while the page is
// open.

import { isBuiltIn } from './agents.mjs';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** When the agents change, all open pages are told at once. They must not all ask at once. */
const SPREAD = 1_000;

export class AgentList {
  #options;
  #known = new Map();
  #wasOpen = false;
  #changes = 0;
  /** Names that the list was already asked for. */
  #missed = new Set();
  #timer = null;
  #asking = false;
  #again = false;
  #failures = 0;

  /**
   * @param options.gateway whose agents they are
   * @param options.onChange called when the list has changed
   */
  constructor(options) {
    this.#options = {
      setTimeout: (run, wait) => globalThis.setTimeout(run, wait),
      clearTimeout: (timer) => globalThis.clearTimeout(timer),
      random: Math.random,
      ...options,
    };
  }

  /** The names of the agents that take part in turns. */
  get names() {
    return [...this.#known.values()].filter(({ status }) => status === 'ADMITTED').map(({ name }) => name);
  }

  /** The agent's name in a language of the interface; if nothing is known about it, its name as it is. */
  label(name, language) {
    const labels = this.#known.get(name)?.labels ?? {};
    const label = language.startsWith('zh') ? labels.zh || labels.en : labels.en || labels.zh;
    return typeof label === 'string' && label.trim() !== '' ? label : name;
  }

  /** The JSON schema of an agent's answer, or null. */
  schema(name) {
    return this.#known.get(name)?.answerSchema ?? null;
  }

  /** Must be called after each change. It asks the gateway when its list may have changed. */
  look({ agents, agentChanges }, connectionState) {
    const isOpen = connectionState === 'open';
    const missed = Object.keys(agents).filter((name) => !isBuiltIn(name) && !this.#known.has(name) && !this.#missed.has(name));
    missed.forEach((name) => this.#missed.add(name));
    if ((isOpen && !this.#wasOpen) || missed.length > 0) {
      // What was said while there was no connection is not said again.
      this.#ask();
    } else if (agentChanges > this.#changes) {
      this.#askLater(this.#options.random() * SPREAD);
    }
    this.#wasOpen = isOpen;
    this.#changes = agentChanges;
  }

  /** What has not changed stays the same object, so that nothing is shown again. */
  #asKnown(agent) {
    const before = this.#known.get(agent.name);
    return JSON.stringify(before) === JSON.stringify(agent) ? before : agent;
  }

  #askLater(wait) {
    this.#options.clearTimeout(this.#timer);
    this.#timer = this.#options.setTimeout(() => this.#ask(), wait);
  }

  async #ask() {
    this.#options.clearTimeout(this.#timer);
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      const agents = await this.#options.gateway.agents();
      this.#known = new Map(agents.filter(({ name }) => !isBuiltIn(name)).map((agent) => [agent.name, this.#asKnown(agent)]));
      this.#failures = 0;
      this.#options.onChange();
    } catch (error) {
      // The page works without labels. An older gateway has no such list, and asking again would not change that.
      if (!error.isFinal?.()) {
        this.#askLater(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures) * (0.5 + this.#options.random() / 2));
        this.#failures += 1;
      }
    } finally {
      this.#asking = false;
    }
    if (this.#again) {
      this.#again = false;
      this.#ask();
    }
  }
}
