import { webStorage } from 'curfew/purge';
import { useLogout, useSession } from 'curfew/react';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { noteClick } from './inside/log.ts';
import { LogView } from './inside/log-view.tsx';
import { watch } from './inside/watch.ts';
import { session } from './session.ts';
import { Top } from './top.tsx';

// There is no store on this page, but what the other page keeps must go with the login all the same.
session.clears(webStorage({ local: ['persist:'] }));
watch(session); // for the demo alone

/** A page with nothing private on it, to come back from. */
function Elsewhere(): ReactNode {
  const { signedIn } = useSession(session);
  const { logout } = useLogout(session);
  const logOut = (): void => {
    noteClick('“Log out”, on another page');
    void logout();
  };
  return (
    <>
      <Top>
        <h1>Another page</h1>
        <p className="lead">
          Nothing on it is yours. Your browser keeps the page that you came from, as it was.
        </p>
      </Top>
      <main className="elsewhere">
        <section className="card" aria-labelledby="what-title">
          {signedIn ? (
            <>
              <h2 id="what-title">You are signed in</h2>
              <p>Log out here, or in a second tab. Then go back.</p>
              <button type="button" className="primary" onClick={logOut}>
                Log out
              </button>
            </>
          ) : (
            <>
              <h2 id="what-title">You are signed out</h2>
              <p role="status">
                Now press the Back button of your browser. It brings the old page back, without anything of
                yours: whoever has this computer next sees not a frame of it.
              </p>
              <button type="button" className="primary" onClick={() => history.back()}>
                Go back
              </button>
            </>
          )}
        </section>
        <LogView />
      </main>
    </>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

createRoot(root).render(
  <StrictMode>
    <Elsewhere />
  </StrictMode>,
);
