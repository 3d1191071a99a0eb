import { createContext, useCallback, useContext, useEffect, useReducer, type PropsWithChildren } from 'react';
import { authApi } from './api';
import { dropEverythingCached } from '../lib/queryClient';

type State = { phase: 'loading' } | { phase: 'in'; user: { id: string; name: string } } | { phase: 'out' };
type Event = { type: 'entered'; user: { id: string; name: string } } | { type: 'left' };

function reducer(_: State, e: Event): State {
  return e.type === 'entered' ? { phase: 'in', user: e.user } : { phase: 'out' };
}

const AuthContext = createContext<{ state: State; signIn(e: string, p: string): Promise<void>; signOut(): Promise<void> } | null>(null);

export function AuthProvider({ children }: PropsWithChildren) {
  const [state, dispatch] = useReducer(reducer, { phase: 'loading' });

  useEffect(() => {
    authApi.me().then(
      (user) => dispatch({ type: 'entered', user }),
      () => dispatch({ type: 'left' }),
    );
  }, []);

  const signIn = useCallback(async (email: string, password: string) => {
    dispatch({ type: 'entered', user: await authApi.signIn(email, password) });
  }, []);

  const signOut = useCallback(async () => {
    await authApi.signOut();
    await dropEverythingCached();
    dispatch({ type: 'left' });
  }, []);

  return <AuthContext.Provider value={{ state, signIn, signOut }}>{children}</AuthContext.Provider>;
}

export const useAuth = () => useContext(AuthContext)!;
