export class Gateway {
  constructor(private readonly origin: string) {}

  private async rpc<T>(procedure: string, payload: object = {}): Promise<T> {
    const res = await fetch(`${this.origin}/rpc/${procedure}`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'desk' },
      body: JSON.stringify(payload),
    });
    if (!res.ok) throw new Error(`${procedure} failed with ${res.status}`);
    return (await res.json()) as T;
  }

  startSession(email: string, password: string) {
    return this.rpc<{ agent: { id: string; name: string } }>('session.start', { email, password });
  }

  endSession() {
    return this.rpc<void>('session.end');
  }
}
