export async function logout(navigate: (path: string) => void): Promise<void> {
  await fetch('/api/logout', { method: 'POST' });
  navigate('/');
}
