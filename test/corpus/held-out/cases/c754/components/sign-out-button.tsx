'use client';

import { useTransition } from 'react';

export function SignOutButton() {
  const [pending, start] = useTransition();

  return (
    <button
      disabled={pending}
      onClick={() =>
        start(async () => {
          await fetch('/api/session', { method: 'DELETE' });
          window.location.assign('/');
        })
      }
    >
      Sign out
    </button>
  );
}
