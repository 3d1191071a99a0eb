class Client {
  constructor(private base: string) {}

  private async run<T>(method: string, path: string, body?: unknown): Promise<T> {
    const res = await fetch(this.base + path, {
      method,
      credentials: 'include',
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    if (!res.ok) throw new Error(String(res.status));
    return res.status === 204 ? (undefined as T) : ((await res.json()) as T);
  }

  get = <T>(path: string) => this.run<T>('GET', path);
  post = <T>(path: string, body?: unknown) => this.run<T>('POST', path, body);
  delete = (path: string) => this.run<void>('DELETE', path);
}

export const client = new Client(process.env.NEXT_PUBLIC_API ?? '/api');
