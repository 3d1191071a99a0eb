interface Options extends Omit<RequestInit, 'body'> {
  json?: unknown;
}

export async function http<T>(path: string, { json, ...init }: Options = {}): Promise<T> {
  const res = await fetch(`${process.env.NEXT_PUBLIC_API}/${path}`, {
    credentials: 'include',
    ...init,
    ...(json !== undefined && {
      body: JSON.stringify(json),
      headers: { 'Content-Type': 'application/json', ...init.headers },
    }),
  });
  if (!res.ok) throw Object.assign(new Error(res.statusText), { status: res.status });
  return res.status === 204 ? (undefined as T) : res.json();
}
