// Notices that a connection is dead. Scripts do not see the protocol's pings, and a path that drops everything
// silently, or a machine that slept, leaves a socket open for minutes.
//
// Answers are counted and no clock is asked: a timer that fires late, after sleep or in a throttled tab, comes before
// the answer that waits to be read. So one question without an answer proves nothing, and two in a row do.

/** Between two looks at what came. A large frame on a slow link takes seconds, and nothing is seen of it before its end. */
const LOOK = 6_000;

/** So many looks without a frame, and a sign of life is asked for: 10 000 idle clients are 400 short frames a second. */
const QUIET = 3;

/** So many questions without an answer, and the connection is dead. */
const TRIES = 2;

/** The first frame is a large one, and may have to wait for its conversation: so many looks more. */
const FIRST = 5;

export class Heartbeat {
  #options;
  #timer = null;
  #quiet = 0;
  #heard = false;

  /**
   * @param options.ask sends a ping
   * @param options.onDead called when nothing answers
   * @param options.isWatched () => whether anybody looks; else nothing is asked
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

  /** Whether a question waits for its answer. */
  get isAsking() {
    return this.#quiet >= QUIET;
  }

  /** A frame has come: any is a sign of life. */
  heard() {
    this.#heard = true;
    this.#quiet = 0;
  }

  /** There is reason to doubt: asks now. */
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
