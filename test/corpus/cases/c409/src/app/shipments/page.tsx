'use client';

import useSWR from 'swr';
import { client } from '@/lib/client';
import { useSession } from '@/hooks/useSession';

export default function Shipments() {
  const { session, signOut } = useSession();
  const { data } = useSWR<{ id: string; eta: string }[]>(session ? '/shipments' : null, client.get);

  return (
    <main>
      <p>
        {session?.user.name} <button onClick={signOut}>Sign out</button>
      </p>
      <ol>{data?.map((s) => <li key={s.id}>{s.id}: {s.eta}</li>)}</ol>
    </main>
  );
}
