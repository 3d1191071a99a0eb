import { browserLaws } from './adapter/browser.ts';
import { cookieLaws } from './adapter/cookies.ts';
import { logoutLaws } from './adapter/logout.ts';
import { outageLaws } from './adapter/outages.ts';
import { pageLaws } from './adapter/pages.ts';
import { Scene, type Law, type ServeAdapter } from './adapter/scene.ts';
import { tokenLaws } from './adapter/tokens.ts';
import type { TestFunction } from './store-contract.ts';

export type { AdapterServer, AdapterSetup, ServeAdapter } from './adapter/scene.ts';

/**
 * Proves over real HTTP that an adapter behaves like all others: `adapterContract(it, serve)`. Each law starts an
 * application by `serve`, which has to offer, with the adapter under test:
 *
 * - `POST /login`, open: issues for the field `subject` of a JSON body, answers the tokens as JSON, and
 *   sets `options.cookies` where there are any;
 * - Curfew's routes below `/auth`, and `GET /public`, open: 200;
 * - `/me` by every method, protected: `{ subject, session }`, and `Vary: Accept-Language` added in the framework's way;
 * - `POST /act`, protected: `{ subject, …body }` of a JSON body;
 * - `GET /stream`, protected: writes `open` and goes on until `auth.signal` aborts, then ends;
 * - `GET /broken`, protected: throws an error of its own, which the application answers with 500.
 *
 * A law takes less than five seconds.
 */
export function adapterContract(it: TestFunction, serve: ServeAdapter): void {
  const law: Law = (name, given, run) => {
    it(name, async () => {
      const scene = await Scene.start(serve, given);
      try {
        await run(scene);
      } finally {
        await scene.close();
      }
    });
  };
  tokenLaws(law);
  logoutLaws(law);
  cookieLaws(law);
  browserLaws(law);
  outageLaws(law);
  pageLaws(law);
}
