const base = '/helpdesk/api/';

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const res = await fetch(base + path, {
    method,
    credentials: 'include',
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (res.status === 401) throw new Error('signed out');
  if (!res.ok) throw new Error(`HTTP ${res.status}`);
  return (res.status === 204 ? undefined : await res.json()) as T;
}

export const backend = {
  get: <T>(p: string) => call<T>('GET', p),
  post: <T>(p: string, b?: unknown) => call<T>('POST', p, b),
  del: (p: string) => call<void>('DELETE', p),
};
