import { useEffect, useRef, useState, type ReactNode } from 'react';
import { api } from '../api.ts';
import { noteClick } from '../inside/log.ts';
import { logInElsewhere } from '../login.ts';
import { session } from '../session.ts';
import { Note } from './note.tsx';
import { PaneHead } from './pane-head.tsx';
import { Sessions } from './sessions.tsx';

/** How often the list of sessions is looked at, so that a logout elsewhere is noticed, ms. */
const LOOK = 2_000;

/** Who is signed in, and all that can be done about it. */
export function Account({ onLogOut }: { readonly onLogOut: () => void }): ReactNode {
  const { data: me } = api.useMeQuery();
  const { data: sessions = [], refetch } = api.useSessionsQuery(undefined, { pollingInterval: LOOK });
  const [logOutOthers] = api.useLogOutOthersMutation();
  const [logOutEverywhere] = api.useLogOutEverywhereMutation();
  const [error, setError] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
  }, []);

  /** Does something that only the server can do, and says when it could not. */
  const attempt = async (act: () => Promise<unknown>): Promise<void> => {
    setError('');
    try {
      await act();
    } catch {
      setError('The server could not do it: try again.');
    }
  };
  const addDevice = async (): Promise<void> => {
    if (me) await logInElsewhere(me.sub);
    await refetch();
  };
  const leaveEverywhere = async (): Promise<void> => {
    noteClick('“Log out everywhere”');
    await logOutEverywhere().unwrap();
    await session.expire();
  };

  return (
    <>
      <PaneHead state="signed in" />
      <div className="who">
        <span className="avatar" aria-hidden="true">
          {me?.sub.slice(0, 1).toUpperCase()}
        </span>
        <h3 ref={title} tabIndex={-1}>
          Signed in {me && 'as '}
          <b>{me?.sub}</b>
        </h3>
      </div>
      <div className="list-head">
        <h4 id="sessions-title">Your sessions</h4>
        <button type="button" className="quiet" onClick={() => void attempt(addDevice)}>
          Log in on another device
        </button>
      </div>
      <Sessions sessions={sessions} attempt={attempt} />
      <Note />
      <div className="actions">
        <button type="button" className="primary" onClick={onLogOut}>
          Log out
        </button>
        <button type="button" onClick={() => void attempt(() => logOutOthers().unwrap())}>
          Log out other devices
        </button>
        <button type="button" onClick={() => void attempt(leaveEverywhere)}>
          Log out everywhere
        </button>
      </div>
      <p className="error" role="alert">
        {error}
      </p>
    </>
  );
}
