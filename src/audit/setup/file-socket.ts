import { PATH, TRANSPORT } from '../network/socket-io.ts';
import type { Socket } from '../plan.ts';
import type { FileReader } from './file-reader.ts';
import type { Node } from './yaml-parser.ts';

const KINDS = ['websocket', 'sse', 'socketio'] as const;
const KEYS = [...KINDS, 'path', 'auth', 'headers', 'hello'] as const;

/** `{websocket: /live, auth: …, hello: […]}`, `{sse: /events}` or `{socketio: /chat, auth: {token: …}, path: /socket.io/}`. */
export function socketOf(reader: FileReader, node: Node): Socket {
  const members = reader.members(node, 'a socket', KEYS);
  const [kind, ...more] = KINDS.filter((one) => members.has(one));
  const address = kind && members.get(kind);
  if (!address || more.length > 0)
    throw reader.wrong(node, 'a socket needs either websocket, sse or socketio: its address');
  const [auth, hello, path] = [members.get('auth'), members.get('hello'), members.get('path')];
  if (kind !== 'socketio' && path) throw reader.wrong(path, 'path is for socketio: where the server listens');
  const isHandshake = kind === 'socketio' && auth?.kind === 'map';
  const headers = headersOf(reader, members.get('headers'));
  if (auth && !isHandshake) headers.push(['Authorization', reader.template(auth, 'auth')]);
  const url = reader.template(address, 'the address of a socket');
  return {
    kind,
    ...(kind === 'socketio' ? joined(url, path ? reader.template(path, 'path') : PATH) : { url }),
    headers,
    ...(isHandshake && { handshake: JSON.stringify(reader.json(auth)) }),
    ...(hello && { hello: reader.list(hello).map((one) => helloOf(reader, one)) }),
  };
}

function headersOf(reader: FileReader, node: Node | undefined): [name: string, value: string][] {
  if (!node) return [];
  return Object.entries(reader.json(node) as object).map(([name, value]) => [name, String(value)]);
}

/** A text, or anything else as JSON. */
function helloOf(reader: FileReader, node: Node): string {
  return node.kind === 'scalar' ? reader.template(node, 'hello') : JSON.stringify(reader.json(node));
}

/** As `io()` reads an address: its path is the namespace, its query goes to the server, which is asked for at `path`. */
function joined(address: string, path: string): Pick<Socket, 'url' | 'namespace'> {
  const [, origin = '', namespace = '', query = ''] =
    /^([a-z]+:\/\/[^/?#]+)?([^?#]*)(?:\?([^#]*))?/i.exec(address) ?? [];
  const asked = query ? `${TRANSPORT}&${query}` : TRANSPORT;
  return {
    url: `${origin}${path.startsWith('/') ? '' : '/'}${path}${path.endsWith('/') ? '' : '/'}?${asked}`,
    namespace: namespace.startsWith('/') ? namespace : `/${namespace}`,
  };
}
