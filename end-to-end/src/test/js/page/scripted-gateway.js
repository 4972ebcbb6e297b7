// Put into the page before its own scripts: a socket to which a test gives frames, and that tells what the page sends.

// Nothing is left to send from the test before.
if (location.protocol === 'http:') {
  sessionStorage.clear();
}

globalThis.scripted = {
  sockets: [],
  sent: [],
  /** The frames come as if the gateway had sent them. */
  show(frames) {
    for (const frame of frames) {
      this.sockets.at(-1).onmessage({ data: JSON.stringify(frame) });
    }
  },
  close(code, reason) {
    this.sockets.at(-1).onclose({ code, reason });
  },
};

globalThis.WebSocket = class {
  constructor() {
    this.readyState = 0;
    scripted.sockets.push(this);
    setTimeout(() => {
      this.readyState = 1;
      this.onopen?.();
    });
  }

  send(text) {
    scripted.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }
};
