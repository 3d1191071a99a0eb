'use client';

import { useEffect } from 'react';

/** Whoever was sent here because the access cookie has expired, and that alone, goes back with a new one. */
export function Renew() {
  useEffect(() => {
    void fetch('/auth/refresh', { method: 'POST' }).then(({ ok }) => ok && location.replace('/'));
  }, []);
  return null;
}
