import AsyncStorage from '@react-native-async-storage/async-storage';
import { create } from 'zustand';
import { createJSONStorage, persist, type PersistOptions } from 'zustand/middleware';
import { authApi } from '../api/authApi';

type Role = 'rider' | 'driver';

interface Data {
  me: { id: number; phone: string; role: Role; rating: number } | null;
  lastTrips: { id: number; from: string; to: string }[];
  locale: string;
}

interface Actions {
  verify(phone: string, otp: string): Promise<void>;
  logout(): Promise<void>;
  setLocale(locale: string): void;
}

const initial: Data = { me: null, lastTrips: [], locale: 'en' };

const options: PersistOptions<Data & Actions, Data> = {
  name: 'rider',
  version: 2,
  storage: createJSONStorage(() => AsyncStorage),
  partialize: ({ me, lastTrips, locale }) => ({ me, lastTrips, locale }),
};

export const useUserStore = create<Data & Actions>()(
  persist(
    (set) => ({
      ...initial,
      async verify(phone, otp) {
        const { me, lastTrips } = await authApi.verifyOtp(phone, otp);
        set({ me, lastTrips });
      },
      async logout() {
        await authApi.logout();
        set(initial);
        useUserStore.persist.clearStorage();
      },
      setLocale: (locale) => set({ locale }),
    }),
    options,
  ),
);
