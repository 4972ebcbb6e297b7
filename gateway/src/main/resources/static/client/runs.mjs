// Which messages still have to reach the server, and who waits for the end of their turns.

/** The server did not take a message, a stop or a change of the article. */
export class RejectedError extends Error {
  name = 'RejectedError';

  /** @param code see "Codes in quillmesh.rejected" of the protocol */
  constructor({ code, message, messageId }) {
    super(message ?? code);
    this.code = code;
    this.messageId = messageId;
  }
}

/** A turn has failed. */
export class RunError extends Error {
  name = 'RunError';

  /** @param code see "Failure codes" of the protocol */
  constructor({ code, message, runId }) {
    super(message ?? code);
    this.code = code;
    this.runId = runId;
  }
}

/** So many ends of turns are remembered for those who ask late. */
const KEPT = 50;

export class Runs {
  /** By message id: frames for which the server has not said yet that it has them. */
  #unheard = new Map();
  /** By run id: tells {resolve, reject} what came of a turn. */
  #ended = new Map();
  /** By run id: those who wait for the end of a turn, {resolve, reject, messageId}. */
  #waiting = new Map();
  #running = null;
  /** Why nothing more will come; null while something may. */
  #over = null;

  sent(messageId, frame) {
    this.#unheard.set(messageId, frame);
  }

  /** Takes back a message that was not sent yet. Returns false if there is none. */
  withdraw(messageId) {
    if (!this.#unheard.has(messageId)) {
      return false;
    }
    this.#notice('quillmesh.rejected', { messageId, code: 'ABORTED', message: 'The message was taken back before it was sent.' });
    return true;
  }

  /** What has to be sent on a new connection, in the order in which it was said. */
  unheard() {
    return [...this.#unheard.values()];
  }

  /** Resolves to the event RUN_FINISHED; to null if the end was missed, and its outcome is in state and messages. */
  finished({ runId, messageId }) {
    return new Promise((resolve, reject) => {
      const waits = { resolve, reject, messageId };
      if (this.#ended.has(runId)) {
        this.#ended.get(runId)(waits);
      } else if (this.#over) {
        reject(this.#over);
      } else {
        this.#waiting.set(runId, [...(this.#waiting.get(runId) ?? []), waits]);
      }
    });
  }

  take(event, { messages, run }) {
    switch (event.type) {
      case 'RUN_STARTED':
        this.#unheard.delete(run.messageId);
        this.#unheard.forEach((frame, messageId) => frame.runId === event.runId && this.#unheard.delete(messageId));
        break;
      case 'RUN_FINISHED':
        this.#end(event.runId, ({ resolve }) => resolve(event));
        break;
      case 'RUN_ERROR':
        this.#end(event.runId ?? this.#running, ({ reject }) => reject(new RunError(event)));
        break;
      case 'MESSAGES_SNAPSHOT':
        // A message is in a snapshot when its turn is over; in one within a turn, the message of that turn is, too.
        messages.filter(({ id }) => id !== run?.messageId).forEach(({ id }) => this.#answered(id));
        break;
      case 'CUSTOM':
        this.#notice(event.name, event.value ?? {});
        break;
    }
    this.#running = run?.runId ?? null;
  }

  /** Nothing more will come. */
  close(error) {
    this.#over ??= error;
    [...this.#waiting.keys()].forEach((runId) => this.#end(runId, ({ reject }) => reject(error)));
    this.#unheard.clear();
  }

  #notice(name, value) {
    if (name !== 'quillmesh.queued' && name !== 'quillmesh.rejected') {
      return;
    }
    const runId = this.#unheard.get(value.messageId)?.runId ?? this.#waitingFor(value.messageId);
    this.#unheard.delete(value.messageId);
    if (name === 'quillmesh.rejected' && runId !== undefined) {
      this.#end(runId, ({ reject }) => reject(new RejectedError(value)));
    }
  }

  #answered(messageId) {
    this.#unheard.delete(messageId);
    const runId = this.#waitingFor(messageId);
    if (runId !== undefined) {
      this.#end(runId, ({ resolve }) => resolve(null));
    }
  }

  #waitingFor(messageId) {
    return messageId && [...this.#waiting].find(([, those]) => those.some((one) => one.messageId === messageId))?.[0];
  }

  #end(runId, tell) {
    this.#waiting.get(runId)?.forEach(tell);
    this.#waiting.delete(runId);
    this.#ended.set(runId, tell);
    if (this.#ended.size > KEPT) {
      this.#ended.delete(this.#ended.keys().next().value);
    }
  }
}
