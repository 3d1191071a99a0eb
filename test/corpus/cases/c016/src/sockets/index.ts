import type { Server, Socket } from 'socket.io';
import { sessionStore } from '../session-store';

export function registerHandlers(io: Server): void {
  io.use(async (socket, next) => {
    const session = await sessionStore.find(socket.handshake.auth.sessionID);
    if (!session) return next(new Error('unauthorized'));
    socket.data.sessionID = session.id;
    await socket.join(`session:${session.id}`);
    next();
  });

  io.on('connection', (socket: Socket) => {
    socket.on('logout', async (callback: (answer: { ok: boolean }) => void) => {
      await sessionStore.remove(socket.data.sessionID);
      callback({ ok: true });
      io.in(`session:${socket.data.sessionID}`).disconnectSockets(true);
    });
  });
}
