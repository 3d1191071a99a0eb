import type { ReactNode } from 'react';

/** What else to try. The links are links of the browser: each is a page, or a tab, of its own. */
export function TryThis({ isSignedIn }: { readonly isSignedIn: boolean }): ReactNode {
  return (
    <section className="try" aria-labelledby="try-title">
      <h2 id="try-title">{isSignedIn ? 'Then try these' : 'Log in, then try these'}</h2>
      <ul>
        <li>
          <a href="/" target="_blank" rel="noopener">
            Open a second tab
          </a>
          <span>It is signed in as well. Log out in one: the other follows at once.</span>
        </li>
        <li>
          <a href="/elsewhere">Leave this page</a>
          <span>Log out over there, then press Back: nothing of yours is shown, not for a frame.</span>
        </li>
        <li>
          <b>Cut the network, and log out</b>
          <span>You are out here at once. Connect again: the thief is out, too.</span>
        </li>
      </ul>
    </section>
  );
}
