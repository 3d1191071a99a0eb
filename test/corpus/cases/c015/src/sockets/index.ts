import type { Server, Socket } from 'socket.io';

export function registerHandlers(io: Server): void {
  io.on('connection', (socket: Socket) => {
    socket.on('join', (room: string) => {
      void socket.join(room);
    });

    socket.on('logout', (callback: (answer: { ok: boolean }) => void) => {
      socket.rooms.forEach((room) => socket.leave(room));
      socket.broadcast.emit('user:left', socket.data.userId);
      callback({ ok: true });
    });

    socket.on('disconnect', () => {
      socket.broadcast.emit('user:left', socket.data.userId);
    });
  });
}
