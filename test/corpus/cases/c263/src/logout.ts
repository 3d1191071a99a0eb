import type { NavigateFunction } from 'react-router-dom';

export async function handleSignOut(navigate: NavigateFunction): Promise<void> {
  const answer = await fetch('/api/auth/signout', { method: 'POST', credentials: 'include' });
  if (answer.ok) navigate('/sign-in');
}
