import { useSession } from 'curfew/react';
import type { ReactNode } from 'react';
import { useBackstage } from './backstage.ts';
import { Inside } from './inside/inside.tsx';
import { PlugBar } from './plug-bar.tsx';
import { session } from './session.ts';
import { ThiefPane } from './thief/thief-pane.tsx';
import { Top } from './top.tsx';
import { TryThis } from './try-this.tsx';
import { You } from './you/you.tsx';

/** The page: you and the thief, the plug between you and the server, and a look into this browser. */
export function App(): ReactNode {
  const { id } = useSession(session);
  const { plug, turnPlug, thief, lacksCookies } = useBackstage(id);
  return (
    <>
      <Top>
        <h1>
          Log out, and a stolen token is dead. <em>Watch.</em>
        </h1>
        <p className="lead">You, and somebody who has a copy of your cookies and keeps using it.</p>
      </Top>
      <main>
        <PlugBar position={plug} turn={turnPlug} />
        <div className="panes">
          <You />
          <ThiefPane thief={thief} isSignedIn={id !== undefined} lacksCookies={lacksCookies} />
        </div>
        <TryThis isSignedIn={id !== undefined} />
        <Inside isSignedIn={id !== undefined} />
      </main>
      <footer className="foot">
        <p>
          On the server: <code>app.use('/auth', routes(curfew, options))</code>{' '}
          <code>app.use('/api', guard(curfew, options))</code>
        </p>
        <p>
          In the browser: <code>session.ts</code> <code>store.ts</code> <code>api.ts</code> in{' '}
          <code>demo/front</code>
        </p>
      </footer>
    </>
  );
}
