import { SignedIn } from 'curfew/react';
import { useState, type ReactNode } from 'react';
import { useDispatch } from 'react-redux';
import { noteClick } from '../inside/log.ts';
import { session } from '../session.ts';
import { performLogout, type Dispatch } from '../store.ts';
import { Account } from './account.tsx';
import { Leaving } from './leaving.tsx';
import { SignedOut } from './signed-out.tsx';

/** Your half of the page. */
export function You(): ReactNode {
  const dispatch = useDispatch<Dispatch>();
  const [isLeaving, setLeaving] = useState(false);
  const logOut = (): void => {
    noteClick('“Log out”');
    setLeaving(true);
    void dispatch(performLogout());
  };
  return (
    <section className="pane you" aria-labelledby="you-title">
      <SignedIn session={session} fallback={isLeaving ? <Leaving /> : <SignedOut />}>
        <Account onLogOut={logOut} />
      </SignedIn>
    </section>
  );
}
