import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** No answer may take longer, ms. */
const DEADLINE = 5_000;

export interface Asked {
  readonly method?: string;
  /** Becomes the bearer. */
  readonly token?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON, `URLSearchParams` as a form. */
  readonly body?: object | string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** Sends a request on a connection of its own, and resolves with its answer's head. */
export function begin(url: string, asked: Asked): Promise<IncomingMessage> {
  const { method = 'GET', token, cookie, body } = asked;
  const [type, text] = encoded(body);
  const lines: [string, string | readonly string[]][] = Object.entries(asked.headers ?? {});
  if (token !== undefined) lines.push(['authorization', `Bearer ${token}`]);
  if (cookie !== undefined) lines.push(['cookie', cookie]);
  if (type !== undefined && !asked.headers?.['content-type']) lines.push(['content-type', type]);
  const length = Buffer.byteLength(text ?? '');
  if (text !== undefined || method.startsWith('P')) lines.push(['content-length', String(length)]);
  lines.push(['host', new URL(url).host], ['connection', 'close']);
  // A flat list is sent as it is: the same name twice becomes two lines.
  const headers = lines.flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one]));
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, resolve);
    const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${DEADLINE} ms`)), DEADLINE);
    sent.on('error', reject).on('response', () => clearTimeout(timer));
    sent.on('close', () => clearTimeout(timer));
    sent.end(text);
  });
}

/** The whole answer to a request. */
export async function ask(url: string, asked: Asked = {}): Promise<Answer> {
  const message = await begin(url, asked);
  const { statusCode: status = 0, headers } = message;
  return { status, headers, cookies: headers['set-cookie'] ?? [], text: await textOf(message) };
}

/** Reads to the end; rejects when the end does not come. */
export function textOf(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => message.destroy(new Error(`no end within ${DEADLINE} ms`)), DEADLINE);
    message.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    message.on('end', () => resolve(text)).on('error', reject);
    message.on('close', () => clearTimeout(timer));
  });
}

function encoded(body: object | string | undefined): [type: string | undefined, text: string | undefined] {
  if (body === undefined || typeof body === 'string') return [undefined, body];
  if (body instanceof URLSearchParams) return ['application/x-www-form-urlencoded', body.toString()];
  return ['application/json', JSON.stringify(body)];
}
