// One conversation's socket: opened, kept open, resumed where it broke off. Knows nothing of what the frames say.

/** Close codes of the protocol; the others are the network's. */
const MOVED = 1012;
const POLICY = 1008;
const TOKEN = 4401;
const NOT_FOUND = 4404;

const FIRST_WAIT = 250;
const LONGEST_WAIT = 15_000;

/**
 * States, as onState tells them: connecting, open, waiting (will try again), closed (will not).
 */
export class Connection {
  #options;
  #socket = null;
  #timer = null;
  #failures = 0;
  #renewToken = false;
  #stopped = false;

  /**
   * @param options.url (cursor) => the socket's address
   * @param options.token (renew: boolean) => a promise of the session token
   * @param options.cursor () => the last frame seen, {epoch, sequence}, or null
   * @param options.onFrame called with each parsed frame; what it throws makes the connection start over
   * @param options.onOpen called when frames can be sent
   * @param options.onState called with the state's name
   * @param options.onNotFound called when there is no such conversation for this subject
   * @param options.onRefused called with the reason when the server wants no more of this client
   * @param options.onTokenError called when no token was to be had; it is tried again unless closed
   * @param options.onDesync called when a frame did not fit what is known, before the next attempt
   */
  constructor(options) {
    this.#options = {
      WebSocket: globalThis.WebSocket,
      setTimeout: (run, wait) => globalThis.setTimeout(run, wait),
      clearTimeout: (timer) => globalThis.clearTimeout(timer),
      random: Math.random,
      ...options,
    };
  }

  /** Connects now, also when an attempt would have been made later. */
  async open() {
    this.#options.clearTimeout(this.#timer);
    if (this.#stopped || this.#socket) {
      return;
    }
    // Stands for the socket until there is one, so that a second call finds the attempt under way.
    const attempt = (this.#socket = {});
    this.#options.onState('connecting');
    let token;
    try {
      token = await this.#options.token(this.#renewToken);
    } catch (error) {
      if (this.#socket === attempt) {
        this.#socket = null;
        this.#options.onTokenError(error);
        this.#tryLater();
      }
      return;
    }
    if (this.#socket !== attempt) {
      return;
    }
    this.#renewToken = false;
    const { WebSocket, url, cursor } = this.#options;
    this.#listen(new WebSocket(url(cursor()), ['ag-ui.v1', `bearer.${token}`]));
  }

  /** Sends one frame; false when there is no open socket. */
  send(frame) {
    if (this.#socket?.readyState !== 1) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Ends it for good. */
  close() {
    this.#stopped = true;
    this.#options.clearTimeout(this.#timer);
    this.#drop();
  }

  #listen(socket) {
    this.#socket = socket;
    socket.onopen = () => {
      this.#options.onState('open');
      this.#options.onOpen();
    };
    socket.onmessage = ({ data }) => {
      this.#failures = 0;
      try {
        this.#options.onFrame(JSON.parse(data));
      } catch (error) {
        console.error('A frame does not fit what is known; asking for a snapshot', error);
        this.#options.onDesync();
        this.#drop();
        this.#tryLater();
      }
    };
    socket.onclose = ({ code, reason }) => {
      if (this.#socket === socket) {
        this.#socket = null;
        this.#closed(code, reason);
      }
    };
  }

  #closed(code, reason) {
    switch (code) {
      case NOT_FOUND:
        this.#options.onState('closed');
        this.#options.onNotFound();
        return;
      case POLICY:
        this.#options.onState('closed');
        this.#options.onRefused(reason);
        return;
      case TOKEN:
        this.#renewToken = true;
        this.#tryLater();
        return;
      case MOVED:
        // The conversation lives elsewhere already: no reason to wait longer than so that not all come at once.
        this.#failures = 0;
        this.#tryLater();
        return;
      default:
        this.#tryLater();
    }
  }

  /** Waits longer each time, and never all clients equally long. */
  #tryLater() {
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    this.#failures += 1;
    this.#options.onState('waiting');
    this.#timer = this.#options.setTimeout(() => this.open(), longest / 2 + (this.#options.random() * longest) / 2);
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close?.();
  }
}
