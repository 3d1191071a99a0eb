import { bearer, send } from './api.js';

/** What another device calls itself. */
const DEVICES = ['Phone', 'Tablet', 'Office computer', 'Television'];

/** A login and all that can be done with it. The tokens are kept here, in memory, and nowhere else. */
export class Account {
  #credentials;
  #tokens;
  #devices = 0;

  constructor(credentials, tokens) {
    this.#credentials = credentials;
    this.#tokens = tokens;
  }

  /** Answers an `account`, or only the `status` that says why there is none. */
  static async logIn(credentials) {
    const { status, body } = await send('POST', '/api/login', { body: credentials });
    return status === 200 ? { status, account: new Account(credentials, body) } : { status };
  }

  get name() {
    return this.#credentials.username;
  }

  get tokens() {
    return this.#tokens;
  }

  /** A second session of the same person: the same password, typed on another device. */
  logInElsewhere() {
    const device = DEVICES[this.#devices++ % DEVICES.length];
    return send('POST', '/api/login', { body: { ...this.#credentials, device } });
  }

  sessions() {
    return this.#send('GET', '/auth/sessions');
  }

  end(id) {
    return this.#send('DELETE', `/auth/sessions/${encodeURIComponent(id)}`);
  }

  logOut() {
    return this.#send('POST', '/auth/logout', { refreshToken: this.#tokens.refreshToken });
  }

  logOutOthers() {
    return this.#send('POST', '/auth/logout/others');
  }

  logOutEverywhere() {
    return this.#send('POST', '/auth/logout/everywhere');
  }

  #send(method, path, body) {
    return send(method, path, { authorization: bearer(this.#tokens.accessToken), body });
  }
}
