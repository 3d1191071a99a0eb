import { Server } from 'socket.io';
import { parse } from 'cookie';
import { SessionModel } from './models/session';

export const io = new Server({ serveClient: false });

io.use(async (socket, next) => {
  try {
    const { sid } = parse(socket.request.headers.cookie ?? '');
    const session = sid ? await SessionModel.findById(sid).lean() : null;
    if (!session) return next(new Error('unauthorized'));
    socket.data.userId = String(session.user);
    await socket.join(`session:${sid}`);
    next();
  } catch (err) {
    next(err as Error);
  }
});

io.on('connection', (socket) => {
  socket.on('chat:send', (text: string) => {
    io.emit('chat:message', { from: socket.data.userId, text: String(text).slice(0, 500) });
  });
});
