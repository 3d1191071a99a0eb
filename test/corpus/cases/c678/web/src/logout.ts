export async function logout(): Promise<void> {
  const res = await fetch('/oidc/logout', { method: 'POST', credentials: 'same-origin' });
  if (!res.ok) throw new Error(`logout answered ${res.status}`);
  const { redirect } = (await res.json()) as { redirect: string };
  window.location.assign(redirect);
}
