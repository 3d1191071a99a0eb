export class HttpError extends Error {
  constructor(public status: number, message: string) {
    super(message);
  }
}

export async function fetcher<T>(url: string, init?: RequestInit): Promise<T> {
  const res = await fetch(url, { ...init, headers: { Accept: 'application/json', ...init?.headers } });
  if (!res.ok) throw new HttpError(res.status, res.statusText);
  return res.json();
}
