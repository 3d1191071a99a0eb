import { useLazyQuery, useMutation } from '@apollo/client';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useHistory } from 'react-router-dom';
import { LOGIN, LOGOUT, ME } from '../graphql/session';

type User = { id: string; handle: string; avatar: string };
type Value = { user: User | null; login(h: string, p: string): Promise<void>; logout(): Promise<void> };

const Ctx = createContext<Value | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [user, setUser] = useState<User | null>(null);
  const history = useHistory();
  const [fetchMe] = useLazyQuery(ME, { onCompleted: (d) => setUser(d.me) });
  const [doLogin] = useMutation(LOGIN);
  const [doLogout] = useMutation(LOGOUT);

  useEffect(() => {
    fetchMe();
  }, [fetchMe]);

  const value = useMemo<Value>(
    () => ({
      user,
      async login(handle, password) {
        const { data } = await doLogin({ variables: { handle, password } });
        setUser(data.login);
        history.push('/inbox');
      },
      async logout() {
        await doLogout();
        setUser(null);
        history.push('/');
      },
    }),
    [user, doLogin, doLogout, history],
  );

  return <Ctx.Provider value={value}>{children}</Ctx.Provider>;
}

export function useSession() {
  const v = useContext(Ctx);
  if (!v) throw new Error('SessionProvider is not mounted');
  return v;
}
