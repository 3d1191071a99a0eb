import AsyncStorage from '@react-native-async-storage/async-storage';
import { atom } from 'jotai';
import { atomWithStorage, createJSONStorage, RESET } from 'jotai/utils';

const storage = createJSONStorage<string | null>(() => AsyncStorage);

export const tokenAtom = atomWithStorage<string | null>('token', null, storage);
export const courierAtom = atom<{ id: string; name: string } | null>(null);

export const isSignedInAtom = atom(async (get) => (await get(tokenAtom)) !== null);

export const signInAtom = atom(null, async (_get, set, phone: string, pin: string) => {
  const res = await fetch(`${process.env.EXPO_PUBLIC_API}/courier/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ phone, pin }),
  });
  if (!res.ok) throw new Error('PIN falsch');
  const json = await res.json();
  await set(tokenAtom, json.token);
  set(courierAtom, json.courier);
});

export const signOutAtom = atom(null, async (_get, set) => {
  // TODO: invalidate the token on the backend once there is an endpoint,
  // till then it simply runs out
  await set(tokenAtom, RESET);
  set(courierAtom, null);
});
