import { useCallback } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { useRouter } from 'next/navigation';
import { client } from '@/lib/client';

export interface SessionInfo {
  user: { id: string; name: string; company: string };
  expiresAt: string;
}

export function useSession() {
  const router = useRouter();
  const { mutate } = useSWRConfig();
  const { data, error, isLoading } = useSWR<SessionInfo>('/session', client.get, { shouldRetryOnError: false });

  const signIn = useCallback(
    async (email: string, password: string) => {
      const session = await client.post<SessionInfo>('/session', { email, password });
      await mutate('/session', session, { revalidate: false });
      router.push('/shipments');
    },
    [mutate, router],
  );

  const signOut = useCallback(async () => {
    await client.delete('/session');
    await mutate(() => true, undefined, { revalidate: false });
    router.push('/');
  }, [mutate, router]);

  return { session: error ? null : data, isLoading, signIn, signOut };
}
