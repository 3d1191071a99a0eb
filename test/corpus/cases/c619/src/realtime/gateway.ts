import type { Server, Socket } from 'socket.io';
import { sessionStore } from '../sessions/store';
import { log } from '../log';

type Ack = (res: { ok: boolean; error?: string }) => void;

export function registerRealtime(io: Server) {
  io.use(async (socket, next) => {
    try {
      const sid = String(socket.handshake.auth?.sid ?? '');
      const session = sid ? await sessionStore.load(sid) : null;
      if (!session) return next(new Error('unauthorized'));
      socket.data.sid = sid;
      socket.data.userId = session.userId;
      return next();
    } catch (e) {
      return next(e as Error);
    }
  });

  io.on('connection', (socket) => {
    socket.join(room(socket));
    socket.on('signOff', (ack: Ack) => void signOff(io, socket, ack));
    socket.on('typing', (to: string) => socket.to(`user:${to}`).emit('typing', socket.data.userId));
  });
}

const room = (socket: Socket) => `session:${socket.data.sid}`;

async function signOff(io: Server, socket: Socket, ack: Ack) {
  try {
    await sessionStore.drop(socket.data.sid);
  } catch (e) {
    log.error(e, 'sign off');
    return ack({ ok: false, error: 'try again' });
  }
  ack({ ok: true });
  io.in(room(socket)).disconnectSockets(true);
}
