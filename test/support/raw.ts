import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes as they are and reads the whole answer: for requests that no client library would send. */
export function rawRequest(url: string, text: string | Buffer, limit = 10_000): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error('no answer in time'));
    }, limit);
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
      const [head = '', ...rest] = answer.split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      resolve({ status, head, body: rest.join('\r\n\r\n') });
    };
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      answer += chunk;
      const length = /content-length: (\d+)/i.exec(answer)?.[1];
      const body = answer.split('\r\n\r\n').slice(1).join('\r\n\r\n');
      if (length !== undefined && answer.includes('\r\n\r\n') && body.length >= Number(length)) done();
    });
    socket.on('close', done).on('error', done);
  });
}
