// Notices that a connection is dead. Scripts do not see the protocol's pings, and a path that drops everything
// silently, or a machine that slept, leaves a socket open for minutes.

/** How often an idle client asks: 10 000 of them are 400 short frames a second. */
const PERIOD = 25_000;

/** For one answer. A large frame on a slow link takes seconds, and nothing is seen of it before its end. */
const PATIENCE = 7_500;

/**
 * Two in a row, never one: a timer that fires late, after sleep or in a throttled tab, comes before the answer that
 * waits to be read. So answers are counted and no clock is asked.
 */
const TRIES = 2;

export class Heartbeat {
  #options;
  #timer = null;
  #asked = 0;
  #heard = false;
  #everHeard = false;

  /**
   * @param options.ask sends a ping
   * @param options.onDead called when nothing answers
   * @param options.isWatched () => whether anybody looks; else nothing is asked
   */
  constructor(options) {
    this.#options = options;
  }

  /** A socket has opened. Its first frame may take long and is not hurried. */
  start() {
    this.stop();
    this.#everHeard = false;
    this.#rest();
  }

  stop() {
    this.#options.clearTimeout(this.#timer);
    this.#timer = null;
    this.#asked = 0;
  }

  /** A frame has come: any is a sign of life. */
  heard() {
    this.#asked = 0;
    this.#heard = true;
    this.#everHeard = true;
  }

  /** There is reason to doubt: asks now. */
  look() {
    if (this.#timer !== null && this.#asked === 0 && this.#everHeard) {
      this.#options.clearTimeout(this.#timer);
      this.#ask();
    }
  }

  #rest() {
    this.#heard = false;
    this.#wait(PERIOD - PATIENCE, () => (this.#heard || !this.#options.isWatched() ? this.#rest() : this.#ask()));
  }

  #ask() {
    this.#asked += 1;
    this.#options.ask();
    this.#wait(PATIENCE, () => this.#judge());
  }

  #judge() {
    if (this.#asked === 0) {
      this.#rest();
    } else if (this.#asked < TRIES) {
      this.#ask();
    } else {
      this.stop();
      this.#options.onDead();
    }
  }

  #wait(millis, then) {
    this.#timer = this.#options.setTimeout(then, millis);
  }
}
