// Timers that run when a test says so.

export class Timers {
  #pending = [];

  setTimeout = (run, wait) => {
    const timer = { run, wait };
    this.#pending.push(timer);
    return timer;
  };

  clearTimeout = (timer) => {
    this.#pending = this.#pending.filter((other) => other !== timer);
  };

  /** How long the pending timers wait, the one that was set last at the end. */
  get waits() {
    return this.#pending.map(({ wait }) => wait);
  }

  /** Runs the timer that was set last, whatever its delay is. */
  runLast() {
    const timer = this.#pending.at(-1);
    this.clearTimeout(timer);
    timer.run();
  }
}

/** Returns when all pending promises have settled. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
