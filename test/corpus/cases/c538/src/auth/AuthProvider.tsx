import { createContext, useCallback, useContext, useState, type PropsWithChildren } from 'react';

interface Account { id: string; email: string }
interface AuthValue {
  account: Account | null;
  login: (account: Account, csrf: string) => void;
  logout: () => void;
}

const AuthCtx = createContext<AuthValue>(null!);
export const useAuth = () => useContext(AuthCtx);

export function AuthProvider({ children }: PropsWithChildren) {
  const [account, setAccount] = useState<Account | null>(() => {
    const raw = localStorage.getItem('account');
    return raw ? (JSON.parse(raw) as Account) : null;
  });

  const login = useCallback((next: Account, csrf: string) => {
    localStorage.setItem('account', JSON.stringify(next));
    localStorage.setItem('csrf', csrf);
    setAccount(next);
  }, []);

  const logout = useCallback(() => {
    localStorage.removeItem('account');
    localStorage.removeItem('csrf');
    setAccount(null);
  }, []);

  return <AuthCtx.Provider value={{ account, login, logout }}>{children}</AuthCtx.Provider>;
}
