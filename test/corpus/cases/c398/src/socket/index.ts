import type { Server as HttpServer } from 'http';
import { Server, type Socket } from 'socket.io';
import { redis } from '../redis';
import { registerAuthEvents } from './auth-events';
import { registerBoardEvents } from './board-events';
import { SessionDirectory } from './session-directory';

export function createSocketServer(http: HttpServer) {
  const io = new Server(http, { path: '/live', transports: ['websocket'] });
  const directory = new SessionDirectory(redis);

  io.use(async (socket, next) => {
    try {
      const session = await directory.find(socket.handshake.auth.session);
      if (!session) return next(new Error('unauthorized'));
      socket.data.session = session;
      next();
    } catch (e) {
      next(e as Error);
    }
  });

  io.on('connection', (socket: Socket) => {
    socket.join(`session:${socket.data.session.id}`);
    registerAuthEvents(io, socket, directory);
    registerBoardEvents(io, socket);
  });

  return io;
}
