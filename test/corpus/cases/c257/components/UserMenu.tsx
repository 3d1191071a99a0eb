'use client';

import { signOut } from 'next-auth/react';

export function UserMenu({ name }: { name: string }) {
  return (
    <menu>
      <li>{name}</li>
      <li>
        <button
          onClick={() => {
            localStorage.removeItem('draft');
            void signOut({ callbackUrl: '/' });
          }}
        >
          Sign out
        </button>
      </li>
    </menu>
  );
}
