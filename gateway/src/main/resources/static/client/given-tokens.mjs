// Who is asking, where the application has the tokens: those of an OpenID Connect issuer, for example.

import { call } from './http.mjs';
import { SessionEnded } from './session.mjs';

/** What `Session` is for anonymous people. The token is kept until the gateway refuses it. */
export class GivenTokens {
  #give;
  #fetch;
  #token = null;

  /**
   * @param give (refused) => a token or a promise of one, different from the refused one if there is one
   * @param fetch (path, options) => the answer
   */
  constructor(give, fetch) {
    this.#give = give;
    this.#fetch = fetch;
  }

  token() {
    return this.#token ?? this.#ask(null);
  }

  async renew(refused) {
    if (this.#token !== null && (await this.#token) !== refused) {
      return this.#token;
    }
    const fresh = await this.#ask(refused);
    if (fresh === refused) {
      throw new SessionEnded();
    }
    return fresh;
  }

  /** The application is asked again when the gateway refuses the token. */
  stayFresh() {}

  async freshen() {}

  check() {
    return this.token();
  }

  forget() {
    this.#token = null;
  }

  call(path, options) {
    return call(this, this.#fetch, path, options);
  }

  /** Several that need a token at the same time ask once. */
  #ask(refused) {
    const asked = (async () => this.#give(refused))();
    this.#token = asked;
    asked.catch(() => {
      this.#token = this.#token === asked ? null : this.#token;
    });
    return asked;
  }
}
