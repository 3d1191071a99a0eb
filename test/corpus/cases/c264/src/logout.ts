import { cleared, persistor, store } from './store';

export async function handleSignOut(navigate: (path: string) => void): Promise<void> {
  const answer = await fetch('/api/auth/signout', { method: 'POST', credentials: 'include' });
  if (!answer.ok) return;
  store.dispatch(cleared());
  await persistor.purge();
  navigate('/sign-in');
}
