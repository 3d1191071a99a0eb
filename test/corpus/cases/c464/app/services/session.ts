import * as SecureStore from 'expo-secure-store';
import AsyncStorage from '@react-native-async-storage/async-storage';
import { api } from './api';

export type Tokens = { access: string; refresh: string };

const ACCESS = 'rw.access';
const REFRESH = 'rw.refresh';
const PROFILE = '@rw/profile';

export async function saveTokens({ access, refresh }: Tokens) {
  await SecureStore.setItemAsync(ACCESS, access);
  await SecureStore.setItemAsync(REFRESH, refresh);
}

export async function signIn(phone: string, code: string) {
  const { data } = await api.post<{ tokens: Tokens; profile: object }>('/auth/otp/verify', { phone, code });
  await saveTokens(data.tokens);
  await AsyncStorage.setItem(PROFILE, JSON.stringify(data.profile));
  return data.profile;
}

export async function clearSession() {
  await Promise.all([
    SecureStore.deleteItemAsync(ACCESS),
    SecureStore.deleteItemAsync(REFRESH),
    AsyncStorage.removeItem(PROFILE),
  ]);
}
