import { once } from 'node:events';
import { WebSocket } from 'ws';

/** The WebSocket of Node-RED's editor. */
export class Comms implements Disposable {
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Opens one with a token, and asks to be told what happens to the flows. */
  static async open(base: string, token: string | undefined): Promise<Comms> {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/comms`);
    await once(socket, 'open');
    const comms = new Comms(socket);
    const welcome = comms.next('"auth":"ok"');
    comms.send({ auth: token });
    await welcome;
    // What it kept for those who come late is sent at once.
    const kept = comms.next('runtime-state');
    comms.send({ subscribe: 'notification/#' });
    await kept;
    return comms;
  }

  send(what: unknown): void {
    this.#socket.send(JSON.stringify(what));
  }

  /** The next message that holds a text. */
  async next(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const hear = (data: unknown): void => {
        const message = String(data);
        if (!message.includes(text)) return;
        this.#socket.off('message', hear);
        resolve(message);
      };
      this.#socket.on('message', hear);
      this.#socket.once('close', () => reject(new Error(`closed before it sent ${text}`)));
    });
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }
}
