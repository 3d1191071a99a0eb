import { useCallback } from 'react';
import { useRouter } from 'next/navigation';
import useSWR, { useSWRConfig } from 'swr';
import { http } from '@/lib/http';

type Account = { id: string; email: string; credits: number };

export function useAccount() {
  const router = useRouter();
  const { mutate: mutateAny } = useSWRConfig();
  const { data, error, isLoading, mutate } = useSWR<Account>('account', () => http<Account>('account'));

  const login = useCallback(
    async (email: string, code: string) => {
      const account = await http<Account>('login', { method: 'POST', json: { email, code } });
      await mutate(account, { revalidate: false });
      router.push('/studio');
    },
    [mutate, router],
  );

  const logout = useCallback(async () => {
    await http('logout', { method: 'POST' });
    await mutateAny(() => true, undefined, { revalidate: false });
    router.push('/');
  }, [mutateAny, router]);

  return { account: data, isLoading, loggedOut: error?.status === 401, login, logout };
}
