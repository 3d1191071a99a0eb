'use client';

import { useRouter } from 'next/navigation';

export function UserMenu({ name }: { name: string }) {
  const router = useRouter();

  function signOut() {
    document.cookie = 'token=; Max-Age=0; path=/';
    router.push('/login');
    router.refresh();
  }

  return (
    <menu>
      <li>{name}</li>
      <li>
        <button onClick={signOut}>Sign out</button>
      </li>
    </menu>
  );
}
