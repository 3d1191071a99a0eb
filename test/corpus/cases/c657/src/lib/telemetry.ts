const origin = import.meta.env.VITE_BACKEND_ORIGIN ?? '';

export function send(path: string, body: Record<string, unknown>): boolean {
  const blob = new Blob([JSON.stringify(body)], { type: 'application/json' });
  return navigator.sendBeacon(origin + path, blob);
}
