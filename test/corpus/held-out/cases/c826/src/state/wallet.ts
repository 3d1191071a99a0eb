import { createUserStore } from './createUserStore';

interface Wallet {
  iban: string;
  balance: number;
  favourites: string[];
  setBalance: (n: number) => void;
  toggleFavourite: (id: string) => void;
}

export const useWallet = createUserStore<Wallet>('wallet', (set) => ({
  iban: '',
  balance: 0,
  favourites: [],
  setBalance: (balance) => set({ balance }),
  toggleFavourite: (id) =>
    set((s) => ({
      favourites: s.favourites.includes(id) ? s.favourites.filter((f) => f !== id) : [...s.favourites, id],
    })),
}));
