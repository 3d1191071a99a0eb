/** A WebSocket and a response that goes on, as `token` may open them. Resolves with the socket when both are open. */
export async function connect(server: string, token: string, how: typeof fetch): Promise<WebSocket> {
  const url = new URL('/live', server || location.origin);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, [`curfew.bearer.${token}`, 'acme']);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const response = await how(`${server}/api/stream`, { headers: { authorization: `Bearer ${token}` } });
  // Read by nobody, and ended by an abort.
  response.text().catch(() => undefined);
  return socket;
}
