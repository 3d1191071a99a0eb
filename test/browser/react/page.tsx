import { StrictMode, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSession, type ClientSession, type LogoutReport } from '../../../src/client/index.ts';
import { SignedIn, useLogout, useSession } from '../../../src/react/index.ts';

/** What the page offers to the tests. */
interface Offer {
  readonly session: ClientSession;
  /** What the buttons answered. */
  readonly reports: LogoutReport[];
  /** How often something listens to the session. */
  listening: number;
}

declare global {
  interface Window {
    readonly react: Offer;
  }
}

const session = createSession({ timeout: 30_000 });
const offer: Offer = { session, reports: [], listening: 0 };
Object.assign(window, { react: offer });

const counted: ClientSession = Object.create(session, {
  subscribe: {
    value: (listener: () => void) => {
      offer.listening += 1;
      const stop = session.subscribe(listener);
      return () => {
        offer.listening -= 1;
        stop();
      };
    },
  },
}) as ClientSession;

function Account(): ReactNode {
  const { logout, busy, report } = useLogout(session);
  const { id, signedIn } = useSession(counted);
  const [draft, setDraft] = useState('');
  const pressed = async (): Promise<void> => void offer.reports.push(await logout());
  return (
    <main>
      <p id="who">{String(signedIn && id)}</p>
      <input id="draft" value={draft} onChange={({ target }) => setDraft(target.value)} />
      <button id="logout" disabled={busy} onClick={() => void logout()} />
      <button id="twice" onClick={() => void Promise.all([pressed(), pressed()])} />
      <p id="report">{report?.server}</p>
    </main>
  );
}

/** Stays whoever is signed in. */
function Bar(): ReactNode {
  const { logout, busy, report } = useLogout(session);
  return (
    <nav>
      <button id="bar" disabled={busy} onClick={() => void logout()} />
      <p id="state">{`${busy} ${report?.server}`}</p>
    </nav>
  );
}

const place = document.createElement('div');
document.body.append(place);
createRoot(place).render(
  <StrictMode>
    <Bar />
    <SignedIn session={counted} fallback={<p id="out">signed out</p>}>
      <Account />
    </SignedIn>
  </StrictMode>,
);
