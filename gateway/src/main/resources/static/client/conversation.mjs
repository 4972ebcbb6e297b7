// One conversation, live: what it is after each event, and what a client says in it.

import * as commands from './commands.mjs';
import { Connection } from './connection.mjs';
import { newId } from './ids.mjs';
import { Runs } from './runs.mjs';
import { initialView, viewAfter } from './view.mjs';

/** Made by `Gateway.connect`. index.d.ts describes it for those who use it. */
export class Conversation {
  #options;
  #connection;
  #view = initialView();
  #runs = new Runs();
  #status = 'connecting';

  constructor({ threadId, session, address, WebSocket, isWatched, connect, ...options }) {
    this.threadId = threadId;
    this.#options = options;
    this.#connection = (connect ?? ((connection) => new Connection(connection)))({
      ...(WebSocket ? { WebSocket } : {}),
      url: (cursor) => address(threadId, cursor),
      token: (refused) => (refused ? session.renew(refused) : session.token()),
      cursor: () => this.#view.cursor,
      isWatched: isWatched ?? (() => true),
      onFrame: (event) => this.#take(event),
      onOpen: () => {
        session.stayFresh();
        this.#runs.unheard().forEach((frame) => this.#connection.send(frame));
      },
      onState: (status) => this.#become(status),
      onNotFound: () => this.#ended({ kind: 'NOT_FOUND', reason: 'There is no such conversation for this person.' }),
      onOriginRefused: (reason) => this.#ended({ kind: 'ORIGIN', reason }),
      onRefused: (reason) => this.#ended({ kind: 'POLICY', reason }),
      onDesync: () => {
        this.#view = { ...this.#view, cursor: null };
      },
      onTokenError: (error) => this.#tell('onProblem', { kind: 'TOKEN', reason: error.message, error }),
      onUnopened: (attempts) => this.#tell('onProblem', { kind: 'UNOPENED', reason: 'The connection did not open.', attempts }),
    });
    this.#connection.open();
  }

  get status() {
    return this.#status;
  }

  get state() {
    return this.#view.state;
  }

  get messages() {
    return this.#view.messages;
  }

  get run() {
    return this.#view.run;
  }

  send(content, { messageId = newId(), runId = newId(), ...more } = {}) {
    if (typeof content !== 'string' && !Array.isArray(content)) {
      throw new TypeError('The content of a message is a string, or an array of parts.');
    }
    if (this.#status === 'closed') {
      throw new Error('The conversation is closed. Connect again before you send.');
    }
    const { threadId } = this;
    const frame = commands.runInput({ threadId, runId, messageId, content, language: this.#options.language, ...more });
    this.#runs.sent(messageId, frame);
    this.#connection.send(frame);
    return { runId, messageId };
  }

  rewrite(selection, content, options) {
    return this.send(content, { ...options, selection: commands.passage(this.state.article, selection) });
  }

  finished(run) {
    return this.#runs.finished(run);
  }

  abort({ runId, messageId } = { runId: this.run?.runId }) {
    if (!runId && !messageId) {
      return false;
    }
    return this.#connection.send(commands.abort({ runId, messageId })) || this.#runs.withdraw(messageId);
  }

  edit(markdown, { baseVersion = this.#version, whenStale } = {}) {
    return this.#connection.send(commands.edit({ baseVersion, markdown, whenStale }));
  }

  restore(version, { baseVersion = this.#version } = {}) {
    return this.#connection.send(commands.restore({ baseVersion, version }));
  }

  feedback(opinion) {
    return this.#connection.send(commands.feedback(opinion));
  }

  look() {
    this.#connection.look();
  }

  close() {
    this.#options = {};
    this.#connection.close();
    this.#end('The conversation was closed here.');
  }

  get #version() {
    return this.state.article?.version ?? 0;
  }

  /** If the event does not fit, this throws, and the connection starts over. What listeners throw is their own. */
  #take(event) {
    this.#view = viewAfter(this.#view, event);
    this.#runs.take(event, this.#view);
    this.#tell('onEvent', event);
  }

  #ended(problem) {
    this.#end(problem.reason);
    this.#tell('onProblem', problem);
  }

  #end(reason) {
    this.#runs.close(new Error(reason));
    this.#become('closed');
  }

  #become(status) {
    if (status !== this.#status) {
      this.#status = status;
      this.#tell('onStatus', status);
    }
  }

  #tell(listener, what) {
    try {
      this.#options[listener]?.(what, this);
    } catch (error) {
      console.error(`${listener} failed`, error);
    }
  }
}
