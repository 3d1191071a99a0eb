import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { api } from './api';

export const useCustomer = create<{ user: { name: string; iban: string } | null }>()(
  persist(() => ({ user: null }), { name: 'customer' }),
);

export async function logout(): Promise<void> {
  await api.post('/logout');
  useCustomer.setState(useCustomer.getInitialState(), true);
  useCustomer.persist.clearStorage();
}
