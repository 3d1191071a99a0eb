import { useEffect, useState } from 'react';

export default function useAuth() {
  const [user, setUser] = useState(undefined);

  useEffect(() => {
    fetch('/api/me')
      .then((r) => (r.ok ? r.json() : null))
      .then(setUser);
  }, []);

  const logout = async () => {
    const r = await fetch('/api/logout', { method: 'POST' });
    if (r.ok) setUser(null);
  };

  return { user, logout };
}
