import { useState } from 'react';

export function useLogout() {
  const [failed, setFailed] = useState(false);

  async function logout() {
    const res = await fetch('/api/bff/logout', { method: 'POST', headers: { 'X-Requested-With': 'bff' } });
    if (res.ok) window.location.replace('/');
    else setFailed(true);
  }

  return { logout, failed };
}
