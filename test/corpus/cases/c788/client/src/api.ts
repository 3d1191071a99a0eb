const root = import.meta.env.VITE_SERVER;

export async function endSession() {
  const res = await fetch(`${root}/session`, { method: 'DELETE', credentials: 'include' });
  if (!res.ok) throw new Error('Could not sign out');
  sessionStorage.clear();
  location.reload();
}
