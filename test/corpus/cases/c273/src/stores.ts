import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { api } from './api';

export const useSession = create<{ signedIn: boolean }>()(
  persist(() => ({ signedIn: false }), { name: 'session', storage: createJSONStorage(() => sessionStorage) }),
);

export const useCustomer = create<{ user: { name: string; iban: string } | null }>()(
  persist(() => ({ user: null }), { name: 'customer' }),
);

export async function logout(): Promise<void> {
  await api.post('/logout');
  useSession.setState({ signedIn: false });
}
