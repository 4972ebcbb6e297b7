// Who is asking: an anonymous session token, kept in the browser, and the HTTP calls that bear it.

const KEY = 'quillmesh.session';

/** A call that the gateway answered with an error; status 0 when it could not be reached. */
export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Session {
  #storage;
  #fetch;
  #now;
  #asking = null;

  constructor({ storage = localStorage, fetch = (...request) => globalThis.fetch(...request), now = Date.now } = {}) {
    this.#storage = storage;
    this.#fetch = fetch;
    this.#now = now;
  }

  /**
   * A token that is valid for a while. It is renewed in the second half of its life, for the same subject: after its
   * end there is only a new subject, which has no conversations.
   */
  async token() {
    const kept = this.#kept();
    if (kept && this.#now() < kept.renewAt) {
      return kept.token;
    }
    try {
      return await this.#askOnce(kept && this.#now() < kept.expiresAt ? kept.token : null);
    } catch (error) {
      if (kept && this.#now() < kept.expiresAt) {
        return kept.token;
      }
      throw error;
    }
  }

  /** The server does not take the token: renew it if it can be renewed, else start anew. */
  async renew() {
    const kept = this.#kept();
    return this.#askOnce(kept && this.#now() < kept.expiresAt ? kept.token : null);
  }

  /** Calls the gateway's HTTP interface; resolves to the parsed answer, null when it has none. */
  async call(path, { method = 'GET', body } = {}) {
    const response = await this.#request(path, {
      method,
      headers: {
        Authorization: `Bearer ${await this.token()}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return response.status === 204 ? null : response.json();
  }

  /** Two calls at once must not get two subjects. */
  #askOnce(token) {
    this.#asking ??= this.#ask(token).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask(token) {
    let response;
    try {
      response = await this.#post(token);
    } catch (error) {
      if (token === null || (error.status !== 401 && error.status !== 403)) {
        throw error;
      }
      response = await this.#post(null);
    }
    const { token: fresh, expiresAt } = await response.json();
    const end = new Date(expiresAt).getTime();
    const now = this.#now();
    this.#storage.setItem(KEY, JSON.stringify({ token: fresh, expiresAt: end, renewAt: now + (end - now) / 2 }));
    return fresh;
  }

  #post(token) {
    return this.#request('/v1/sessions', {
      method: 'POST',
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    });
  }

  async #request(path, options) {
    let response;
    try {
      response = await this.#fetch(path, options);
    } catch (error) {
      throw new HttpError(0, error.message);
    }
    if (!response.ok) {
      throw new HttpError(response.status, `${options.method} ${path}: ${response.status}`);
    }
    return response;
  }

  #kept() {
    try {
      const kept = JSON.parse(this.#storage.getItem(KEY));
      return typeof kept?.token === 'string' && kept.expiresAt > 0 ? kept : null;
    } catch {
      return null;
    }
  }
}
