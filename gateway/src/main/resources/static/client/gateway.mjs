// A gateway as a client sees it: who asks, its conversations, and its HTTP interface.

import { Conversation } from './conversation.mjs';
import { GivenTokens } from './given-tokens.mjs';
import { newId } from './ids.mjs';
import { Session } from './session.mjs';

/** index.d.ts describes it for those who use it. */
export class Gateway {
  #session;
  #options;

  constructor({ url = gatewayAbove(import.meta.url), token, storage = new Map(), fetch, ...options } = {}) {
    this.url = new URL(String(url).replace(/\/?$/, '/'));
    this.#options = options;
    const ask = (path, how) => (fetch ?? globalThis.fetch)(this.resolve(path).href, how);
    this.#session = token ? new GivenTokens(token, ask) : new Session({ keeper: storage, fetch: ask });
  }

  get session() {
    return this.#session;
  }

  resolve(path) {
    return new URL(`.${path}`, this.url);
  }

  connect(threadId = newId(), options = {}) {
    if (!(options.WebSocket ?? this.#options.WebSocket ?? globalThis.WebSocket)) {
      throw new TypeError('There is no WebSocket here. Give the one of the package "ws": new Gateway({ WebSocket, … }).');
    }
    const address = (id, cursor) => this.#socketUrl(id, cursor);
    return new Conversation({ ...this.#options, ...options, threadId, address, session: this.#session });
  }

  #socketUrl(threadId, cursor) {
    const address = this.resolve(`${conversation(threadId)}/socket`);
    address.protocol = address.protocol.replace('http', 'ws');
    if (cursor) {
      address.searchParams.set('after', `${cursor.epoch}.${cursor.sequence}`);
    }
    return address.href;
  }

  // --- Over HTTP ---

  call(path, options) {
    return this.#session.call(path, options);
  }

  agents() {
    return this.call('/v1/agents').then(({ agents }) => agents);
  }

  conversations(page) {
    return this.call(`/v1/conversations${query(page)}`);
  }

  create({ title } = {}) {
    return this.call('/v1/conversations', { method: 'POST', body: title ? { title } : {} }).then(({ id }) => id);
  }

  rename(threadId, title) {
    return this.call(conversation(threadId), { method: 'PATCH', body: { title } });
  }

  delete(threadId) {
    return this.call(conversation(threadId), { method: 'DELETE' });
  }

  article(threadId, { version, format = 'markdown' } = {}) {
    return this.call(`${conversation(threadId)}/article${query({ version, format })}`, { as: 'text' });
  }

  download(threadId, { version, format = 'markdown' } = {}) {
    return this.call(`${conversation(threadId)}/article${query({ version, format })}`, { as: 'file' });
  }

  versions(threadId, page) {
    return this.call(`${conversation(threadId)}/versions${query(page)}`);
  }

  version(threadId, version) {
    return this.call(`${conversation(threadId)}/versions/${version}`);
  }

  diff(threadId, version, { from } = {}) {
    return this.call(`${conversation(threadId)}/versions/${version}/diff${query({ from })}`);
  }

  provenance(threadId, version) {
    return this.call(`${conversation(threadId)}/versions/${version}/provenance`);
  }
}

function conversation(threadId) {
  return `/v1/conversations/${encodeURIComponent(threadId)}`;
}

function query(parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** A gateway that serves this module is at the address above it. A proxy may have put everything under a path. */
export function gatewayAbove(module) {
  const above = new URL('..', module);
  if (!above.protocol.startsWith('http')) {
    throw new TypeError('Say where the gateway is: new Gateway({ url: "https://…" }). Only a module that a gateway serves knows that.');
  }
  return above;
}
