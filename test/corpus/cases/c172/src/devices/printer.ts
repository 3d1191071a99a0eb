import { connect, type Socket } from 'node:net';

let socket: Socket | undefined;

export const printer = {
  login(): void {
    socket = connect(9100, process.env.PRINTER_HOST);
  },
  async logout(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (socket) socket.end(resolve);
      else resolve();
    });
  },
};
