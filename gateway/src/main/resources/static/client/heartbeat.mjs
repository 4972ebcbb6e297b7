// Notices that a connection is dead. Scripts do not see the protocol's pings. If a network path drops everything
// silently, or the machine sleeps, a socket stays open for minutes.
//
// It counts answers and reads no clock. A timer that fires late, after sleep or in a throttled tab, runs before the
// waiting answer is read. So one question without an answer proves nothing, but two in a row do.

/** Time between two checks. A large frame on a slow link takes seconds and is visible only when it is complete. */
const LOOK = 6_000;

/** After so many checks without a frame, it sends a ping: 10 000 idle clients send 400 short frames a second. */
const QUIET = 3;

/** After so many questions without an answer, the connection is dead. */
const TRIES = 2;

/** The first frame is large and may have to wait for its conversation: so many additional checks. */
const FIRST = 5;

export class Heartbeat {
  #options;
  #timer = null;
  #quiet = 0;
  #heard = false;

  /**
   * @param options.ask sends a ping
   * @param options.onDead called when nothing answers
   * @param options.isWatched () => whether anybody looks; if not, it asks nothing
   */
  constructor(options) {
    this.#options = options;
  }

  /** A socket has opened. */
  start() {
    this.#heard = false;
    this.#quiet = -FIRST;
    this.#wait();
  }

  stop() {
    this.#options.clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Whether a question has no answer yet. */
  get isAsking() {
    return this.#quiet >= QUIET;
  }

  /** A frame has come. Any frame is a sign of life. */
  heard() {
    this.#heard = true;
    this.#quiet = 0;
  }

  /** There is a reason for doubt: asks now. */
  look() {
    if (this.#timer !== null && this.#quiet >= 0 && this.#quiet < QUIET) {
      this.#heard = false;
      this.#quiet = QUIET;
      this.#options.ask();
      this.#wait();
    }
  }

  #tick() {
    this.#quiet = this.#heard ? 0 : this.#quiet + 1;
    this.#heard = false;
    if (this.#quiet === QUIET + TRIES) {
      this.stop();
      this.#options.onDead();
      return;
    }
    if (this.#quiet >= QUIET) {
      if (this.#options.isWatched()) {
        this.#options.ask();
      } else {
        this.#quiet = QUIET - 1;
      }
    }
    this.#wait();
  }

  #wait() {
    this.#options.clearTimeout(this.#timer);
    this.#timer = this.#options.setTimeout(() => this.#tick(), LOOK);
  }
}
