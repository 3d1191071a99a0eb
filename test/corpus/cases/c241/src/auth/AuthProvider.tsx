import { createContext, useEffect, useState, type ReactNode } from 'react';

export const UserContext = createContext<{ id: string } | null>(null);

export function AuthProvider({ children }: { children: ReactNode }) {
  const [user, setUser] = useState<{ id: string } | null>(null);

  useEffect(() => {
    const forget = () => setUser(null);
    window.addEventListener('auth:logout', forget);
    return () => window.removeEventListener('auth:logout', forget);
  }, []);

  return <UserContext.Provider value={user}>{children}</UserContext.Provider>;
}
