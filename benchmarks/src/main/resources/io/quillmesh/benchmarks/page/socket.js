// Put into the page before its own scripts: a socket whose frames come from the benchmark.
globalThis.WebSocket = class {
  constructor() {
    this.readyState = 0;
    globalThis.benchmark = (frame) => this.onmessage({ data: JSON.stringify(frame) });
    setTimeout(() => {
      this.readyState = 1;
      this.onopen?.();
      benchmark({ type: 'STATE_SNAPSHOT', snapshot: {} });
      benchmark({ type: 'MESSAGES_SNAPSHOT', messages: [] });
      globalThis.isOpen = true;
    });
  }

  send() {}

  close() {
    this.readyState = 3;
  }
};
