import { useState } from 'react';
import { logout, useSessionInfo } from '../lib/session';

export function Topbar() {
  const { session, anonymous } = useSessionInfo();
  const [failed, setFailed] = useState(false);

  if (anonymous || !session) return null;

  async function handleLogout() {
    setFailed(false);
    try {
      await logout('/?bye');
    } catch {
      setFailed(true);
    }
  }

  return (
    <div className="topbar">
      <b>{session.tenant}</b>
      <button onClick={handleLogout}>Uitloggen</button>
      {failed && <p role="alert">Uitloggen is niet gelukt.</p>}
    </div>
  );
}
