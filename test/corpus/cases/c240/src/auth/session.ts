export async function signOut(): Promise<void> {
  await fetch('/api/logout', { method: 'POST', credentials: 'include' });
  window.dispatchEvent(new CustomEvent('auth:logout'));
}
