import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { immer } from 'zustand/middleware/immer';

export interface Account {
  id: string;
  email: string;
  birthday: string;
  recentSearches: string[];
}

interface AccountState {
  account?: Account;
  setAccount(account: Account): void;
  remember(search: string): void;
}

export const useAccount = create<AccountState>()(
  persist(
    immer((set) => ({
      account: undefined,
      setAccount: (account) => set({ account }),
      remember: (search) =>
        set((s) => {
          if (s.account) s.account.recentSearches = [search, ...s.account.recentSearches].slice(0, 10);
        }),
    })),
    { name: 'travel.account', version: 3 },
  ),
);
