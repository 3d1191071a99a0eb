import { Server } from 'socket.io';
import { jwtVerify } from 'jose';
import { sessions } from './sessions.mjs';

const key = new TextEncoder().encode(process.env.SOCKET_SECRET);

export function sockets(http) {
  const io = new Server(http, { transports: ['websocket'] });

  io.use(async (socket, next) => {
    try {
      const { payload } = await jwtVerify(socket.handshake.auth.token, key);
      const session = await sessions.findOne({ _id: payload.sid, closedAt: null });
      if (!session) throw new Error('closed');
      socket.data.session = session._id;
      socket.data.player = payload.sub;
      next();
    } catch (err) {
      next(new Error('not authorized'));
    }
  });

  io.on('connection', (socket) => {
    socket.join([`session:${socket.data.session}`, 'lobby']);

    socket.on('table:create', async ({ seats }, done) => {
      const id = Math.random().toString(36).slice(2, 8);
      socket.join(`table:${id}`);
      io.to('lobby').emit('table:created', { id, seats, by: socket.data.player });
      done({ id });
    });

    socket.on('logout', async (done) => {
      try {
        await sessions.updateOne({ _id: socket.data.session }, { $set: { closedAt: new Date() } });
      } catch (err) {
        console.error('logout', err);
        return done({ error: 'Could not log out' });
      }
      done({ ok: true });
      io.in(`session:${socket.data.session}`).disconnectSockets(true);
    });
  });

  return io;
}
