// One conversation's socket: opens it, keeps it open, resumes where it broke off. Does not know what the frames mean.

import { Heartbeat } from './heartbeat.mjs';

/** Close codes of the protocol. All others come from the network. */
const MOVED = 1012;
const POLICY = 1008;
const TOKEN = 4401;
const ORIGIN = 4403;
const NOT_FOUND = 4404;

const FIRST_WAIT = 250;
const LONGEST_WAIT = 15_000;

/** If a handshake takes longer, the network path is dead. */
const HANDSHAKE = 20_000;

/**
 * States that onState reports: connecting, open, waiting (will try again), closed (will not).
 */
export class Connection {
  #options;
  #heartbeat;
  #socket = null;
  /** For the next attempt, or for the handshake of this one. */
  #timer = null;
  #failures = 0;
  #unopened = 0;
  #refusedToken = null;
  #stopped = false;

  /**
   * @param options.url (cursor) => the socket's address
   * @param options.token (refused) => a promise of a session token, a different one if one was refused
   * @param options.cursor () => the last frame seen, {epoch, sequence}, or null
   * @param options.onFrame called with each parsed frame; if it throws, the connection starts over
   * @param options.onOpen called when frames can be sent
   * @param options.onState called with the state's name
   * @param options.onNotFound called when there is no such conversation for this subject
   * @param options.onOriginRefused called with the reason when pages of this origin may not connect
   * @param options.onRefused called with the reason when the server wants no more of this client
   * @param options.onTokenError called when there is no token; the connection tries again unless it was closed
   * @param options.onUnopened called with the number of sockets in a row that did not open, for whatever reason
   * @param options.onDesync called before the next attempt, when a frame did not fit the state
   * @param options.isWatched () => whether anybody looks at the page
   */
  constructor(options) {
    this.#options = {
      WebSocket: globalThis.WebSocket,
      setTimeout: (run, wait) => globalThis.setTimeout(run, wait),
      clearTimeout: (timer) => globalThis.clearTimeout(timer),
      random: Math.random,
      ...options,
    };
    const { setTimeout, clearTimeout, isWatched } = this.#options;
    this.#heartbeat = new Heartbeat({
      setTimeout,
      clearTimeout,
      isWatched,
      ask: () => this.#write({ type: 'ping' }),
      onDead: () => {
        this.#drop();
        this.#tryLater();
      },
    });
  }

  /** Connects now, even if the next attempt was due later. */
  async open() {
    if (this.#stopped || this.#socket) {
      return;
    }
    this.#options.clearTimeout(this.#timer);
    // A placeholder until there is a socket, so that a second call sees the running attempt.
    const attempt = (this.#socket = {});
    this.#options.onState('connecting');
    let token;
    try {
      token = await this.#options.token(this.#refusedToken);
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
    this.#refusedToken = null;
    const { WebSocket, url, cursor } = this.#options;
    try {
      this.#listen(new WebSocket(url(cursor()), ['ag-ui.v1', `bearer.${token}`]), token);
    } catch (error) {
      // A policy of the browser may forbid it.
      console.error('No WebSocket can be made', error);
      this.#socket = null;
      this.#didNotOpen();
      this.#tryLater();
    }
  }

  /** The network or the visibility has changed: connects now, or asks whether the connection is still alive. */
  look() {
    if (this.#socket) {
      this.#heartbeat.look();
    } else {
      this.open();
    }
  }

  /** Sends one frame. Returns false if there is no open socket. */
  send(frame) {
    const sent = this.#write(frame);
    if (sent) {
      // A person who waits for an answer should not wait long on a dead connection.
      this.#heartbeat.look();
    }
    return sent;
  }

  #write(frame) {
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

  #listen(socket, token) {
    this.#socket = socket;
    this.#timer = this.#options.setTimeout(() => {
      this.#drop();
      this.#didNotOpen();
      this.#tryLater();
    }, HANDSHAKE);
    let opened = false;
    // Ignores frames of an abandoned socket: the next socket has brought them, or they belong to another conversation.
    const ifCurrent = (handle) => (event) => this.#socket === socket && handle(event);
    socket.onopen = ifCurrent(() => {
      this.#options.clearTimeout(this.#timer);
      opened = true;
      this.#unopened = 0;
      this.#heartbeat.start();
      this.#options.onState('open');
      this.#options.onOpen();
    });
    socket.onmessage = ifCurrent(({ data }) => {
      this.#failures = 0;
      const wasAsked = this.#heartbeat.isAsking;
      this.#heartbeat.heard();
      try {
        const frame = JSON.parse(data);
        if (!(wasAsked && isUnknownPing(frame))) {
          this.#options.onFrame(frame);
        }
      } catch (error) {
        console.error('A frame does not fit what is known; asking for a snapshot', error);
        this.#options.onDesync();
        this.#drop();
        this.#tryLater();
      }
    });
    socket.onclose = ifCurrent(({ code, reason }) => {
      this.#options.clearTimeout(this.#timer);
      this.#heartbeat.stop();
      this.#socket = null;
      if (!opened) {
        this.#didNotOpen();
      }
      this.#closed(code, reason, token);
    });
  }

  #didNotOpen() {
    this.#unopened += 1;
    this.#options.onUnopened(this.#unopened);
  }

  #closed(code, reason, token) {
    switch (code) {
      case NOT_FOUND:
        this.#end();
        this.#options.onNotFound();
        return;
      case ORIGIN:
        this.#end();
        this.#options.onOriginRefused(reason);
        return;
      case POLICY:
        this.#end();
        this.#options.onRefused(reason);
        return;
      case TOKEN:
        this.#refusedToken = token;
        this.#tryLater();
        return;
      case MOVED:
        // The conversation already has a new host. The short wait only spreads the clients.
        this.#failures = 0;
        this.#tryLater();
        return;
      default:
        this.#tryLater();
    }
  }

  #end() {
    this.#stopped = true;
    this.#options.onState('closed');
  }

  /** Waits longer each time, and a different time for each client. */
  #tryLater() {
    if (this.#stopped) {
      return;
    }
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    this.#failures += 1;
    this.#options.onState('waiting');
    this.#timer = this.#options.setTimeout(() => this.open(), longest / 2 + (this.#options.random() * longest) / 2);
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    this.#heartbeat.stop();
    socket?.close?.();
  }
}

/** During an update an older instance may answer that does not know pings. Its answer is also a sign of life. */
function isUnknownPing({ name, value }) {
  return name === 'quillmesh.rejected' && value.code === 'MALFORMED' && value.messageId === undefined;
}
