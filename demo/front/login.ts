import axios from 'axios';
import type { SignIn } from 'curfew/client';
import { session } from './session.ts';

/** Who may log in. In a demo the passwords are on the page. */
export const ACCOUNTS = [
  { username: 'alice', password: 'correct-horse' },
  { username: 'bob', password: 'battery-staple' },
] as const;

/** Opens a session. Throws the `AxiosError` of a refusal. Not by the guarded axios: there is no login yet to guard. */
export async function logIn(credentials: { username: string; password: string }): Promise<void> {
  const { data } = await axios.post<SignIn>('/api/login', credentials);
  session.start(data);
}

/** What another device calls itself. */
const DEVICES = ['Phone', 'Tablet', 'Office computer', 'Television'];
let devices = 0;

/** The same person logs in on another device. Without cookies, as there: the ones here stay what they are. */
export async function logInElsewhere(username: string): Promise<void> {
  const credentials = ACCOUNTS.find((account) => account.username === username);
  const device = DEVICES[devices++ % DEVICES.length];
  const response = await fetch('/api/login', {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...credentials, device }),
  });
  if (!response.ok) throw new Error(`the login was answered ${response.status}`);
}
