import type { Curfew } from '../../core/curfew.ts';
import { authenticator, type Authenticate } from '../../http/authenticate.ts';
import { createHandler, type Handler } from '../../http/routes.ts';
import type { Settings } from './options.ts';
import { Sockets } from './sockets.ts';

/** What guard, middleware and routes of one application share. */
export class Gatekeeper {
  readonly curfew: Curfew;
  readonly #isOwn: boolean;
  readonly authenticate: Authenticate;
  readonly sockets: Sockets;
  readonly routes: Handler;
  /** Below which path the routes are; undefined when they are not mounted. */
  readonly prefix: string | undefined;

  constructor({ curfew, isOwn, http, prefix }: Settings) {
    this.curfew = curfew;
    this.#isOwn = isOwn;
    this.authenticate = authenticator(curfew, http);
    this.sockets = new Sockets(this.authenticate);
    this.routes = createHandler(curfew, http);
    this.prefix = prefix;
  }

  /** Closes the Curfew that was made for this application; one that was given may serve others. */
  async close(): Promise<void> {
    if (this.#isOwn) await this.curfew.close();
  }
}
