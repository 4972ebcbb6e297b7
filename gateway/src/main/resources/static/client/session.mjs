// Who is asking: an anonymous session token, kept where the client says, and the HTTP calls that carry it.

import { call, request } from './http.mjs';

const KEY = 'quillmesh.session';

const LONGEST_TICK = 3_600_000;

/** The server accepts the token neither for a call nor for renewal. Nobody can prove whose it was. */
export class SessionEnded extends Error {
  name = 'SessionEnded';

  constructor() {
    super('The session has ended: its token is not accepted any more and cannot be renewed.');
  }
}

/**
 * One person's session. The page never changes its person. It ignores another subject's token that another tab may have
 * put into the storage. A new subject begins only if there never was one, or after `forget`.
 *
 * The browser's clock may be wrong, or may be corrected. So the page never guesses whether a token is still valid. It
 * uses the token until the server refuses it. It renews the token at half of its life, counted from the answer that
 * brought it. If the clock jumps, there is one renewal too many, and nothing else happens.
 */
export class Session {
  #keeper;
  #fetch;
  #clocks;
  #setTimeout;
  #asking = null;
  #ticking = false;
  #mine = null;
  /** The clocks when this page got its token; null for a stored token, whose age is unknown. */
  #since = null;
  /** The token that the server does not accept any more. */
  #dead = null;

  /**
   * @param options.keeper where the token is kept: get(name) and set(name, value)
   * @param options.fetch (path, options) => the answer, like the function of this name
   */
  constructor({
    keeper,
    fetch,
    // Neither clock alone is right: one stands still while the machine sleeps, the other may be changed.
    clocks = [() => performance.now(), () => Date.now()],
    setTimeout = (run, wait) => globalThis.setTimeout(run, wait),
  }) {
    this.#keeper = keeper;
    this.#fetch = fetch;
    this.#clocks = clocks;
    this.#setTimeout = setTimeout;
  }

  /** A token to try. The first visit gets its first token. */
  async token() {
    return this.#current()?.token ?? this.#once(() => this.#begin());
  }

  /**
   * Another token for the same person, if the server does not accept the present one.
   *
   * @throws SessionEnded if there is none
   */
  async renew(refused) {
    const current = this.#current();
    if (current?.token !== refused) {
      return this.token();
    }
    try {
      return await this.#once(() => this.#renew(current));
    } catch (error) {
      throw error.status === 401 ? new SessionEnded() : error;
    }
  }

  /** From now on renews the token in time, even if there are no calls. */
  stayFresh() {
    if (!this.#ticking) {
      this.#ticking = true;
      this.#tick();
    }
  }

  async #tick() {
    await this.freshen();
    const timer = this.#setTimeout(() => this.#tick(), Math.min(LONGEST_TICK, this.#lifetime() / 8));
    // In Node, a token alone keeps no program running.
    timer?.unref?.();
  }

  /** Renews the token if half of its life is over. If that fails, the old token is still used. */
  async freshen() {
    const current = this.#current();
    if (current && this.#age() >= this.#lifetime() / 2) {
      await this.#once(() => this.#renew(current)).catch(() => {});
    }
  }

  /** Asks the server for something that every accepted page may get. */
  async check() {
    const current = this.#current();
    return current ? this.#once(() => this.#renew(current)) : this.token();
  }

  /** The person knows that the session has ended. The next token is for a new subject. */
  forget() {
    this.#dead = this.#mine?.token ?? null;
    this.#mine = null;
  }

  /** Calls the gateway's HTTP interface, see `call`. */
  call(path, options) {
    return call(this, this.#fetch, path, options);
  }

  /** The token that this page uses. It takes over a newer token of the same person from another tab. */
  #current() {
    const kept = this.#kept();
    if (kept && (this.#mine === null || (isSamePerson(kept, this.#mine) && endOf(kept) > endOf(this.#mine)))) {
      this.#since = this.#mine && this.#now();
      this.#mine = kept;
    }
    return this.#mine;
  }

  #kept() {
    try {
      const kept = JSON.parse(this.#keeper.get(KEY));
      // With a value that cannot be a subprotocol, no socket could be made.
      const isToken = typeof kept?.token === 'string' && /^[\w.-]+$/.test(kept.token);
      return isToken && kept.token !== this.#dead ? kept : null;
    } catch {
      return null;
    }
  }

  #now() {
    return this.#clocks.map((clock) => clock());
  }

  #age() {
    const now = this.#now();
    return this.#since ? Math.max(...now.map((at, index) => Math.abs(at - this.#since[index]))) : Infinity;
  }

  /** In milliseconds. */
  #lifetime() {
    return this.#mine?.lifetime > 0 ? this.#mine.lifetime : LONGEST_TICK;
  }

  /** Two calls at the same time must not get two subjects. */
  #once(ask) {
    this.#asking ??= ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #begin() {
    const fresh = await this.#ask(null);
    // Another tab may have been faster. Nothing was done yet as this second person.
    const other = this.#current();
    return other ? other.token : this.#take(fresh);
  }

  async #renew(current) {
    const fresh = await this.#ask(current.token);
    const kept = this.#kept();
    const isOurs = !kept || kept.token === current.token || isSamePerson(kept, current);
    return this.#take(fresh, isOurs);
  }

  #take(fresh, keep = true) {
    this.#mine = fresh;
    this.#since = this.#now();
    if (keep) {
      this.#keeper.set(KEY, JSON.stringify(fresh));
    }
    return fresh.token;
  }

  async #ask(token) {
    const { token: fresh, expiresIn } = await (await this.#post(token)).json();
    return { token: fresh, lifetime: expiresIn * 1000 };
  }

  #post(token) {
    return request(this.#fetch, '/v1/sessions', {
      method: 'POST',
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    });
  }
}

function isSamePerson(one, other) {
  const { sub } = claims(one);
  return sub !== undefined && sub === claims(other).sub;
}

/** By the server's clock. It is only used to compare two tokens. */
function endOf(kept) {
  return claims(kept).exp ?? 0;
}

/** The claims of a token; empty if it cannot be read. */
function claims({ token }) {
  try {
    return JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return {};
  }
}
