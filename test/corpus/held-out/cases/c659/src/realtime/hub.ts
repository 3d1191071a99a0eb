import type { Server, Socket } from 'socket.io';
import { parse } from 'cookie';
import { bus } from '../events';
import { store } from '../store';

export function hub(io: Server) {
  const sockets = new Map<string, Set<Socket>>();

  io.use(async (socket, next) => {
    const id = parse(socket.handshake.headers.cookie ?? '').whiteboard;
    const user = id ? await store.user(id) : null;
    if (!user) return next(new Error('unauthorized'));
    socket.data = { session: id, user };
    next();
  });

  io.on('connection', (socket) => {
    const mine = sockets.get(socket.data.session) ?? new Set();
    sockets.set(socket.data.session, mine.add(socket));
    socket.on('stroke', (stroke) => socket.broadcast.emit('stroke', { by: socket.data.user, ...stroke }));
    socket.on('disconnect', () => mine.delete(socket));
  });

  bus.on('session.opened', ({ userId }) => io.emit('joined', userId));
  bus.on('session.closed', ({ id }: { id: string }) => {
    for (const socket of sockets.get(id) ?? []) socket.disconnect(true);
    sockets.delete(id);
  });
}
