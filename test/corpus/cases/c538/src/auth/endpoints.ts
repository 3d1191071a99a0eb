const base = import.meta.env.VITE_API_URL;

async function send(method: string, path: string, body?: unknown) {
  const res = await fetch(base + path, {
    method,
    credentials: 'include',
    headers: {
      'Content-Type': 'application/json',
      'X-CSRF-Token': localStorage.getItem('csrf') ?? '',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!res.ok) throw new Error(`${method} ${path}: ${res.status}`);
  return res.status === 204 ? undefined : res.json();
}

export const endpoints = {
  signIn: (email: string, password: string) => send('POST', '/sessions', { email, password }),
  signOff: () => send('DELETE', '/sessions/current'),
  listDevices: () => send('GET', '/sessions'),
};
