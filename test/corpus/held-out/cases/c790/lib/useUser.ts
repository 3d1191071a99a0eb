import { useEffect } from 'react';
import Router from 'next/router';
import useSWR from 'swr';
import { fetcher } from './fetcher';

export interface User {
  isLoggedIn: boolean;
  login: string;
}

export default function useUser({ redirectTo = '', redirectIfFound = false } = {}) {
  const { data: user, mutate: mutateUser } = useSWR<User>('/api/user', fetcher);

  useEffect(() => {
    if (!redirectTo || !user) return;
    if ((redirectTo && !redirectIfFound && !user.isLoggedIn) || (redirectIfFound && user.isLoggedIn)) {
      Router.push(redirectTo);
    }
  }, [user, redirectIfFound, redirectTo]);

  return { user, mutateUser };
}
