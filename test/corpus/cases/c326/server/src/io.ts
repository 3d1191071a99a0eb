import { Server } from 'socket.io';

export const io = new Server(3001);

io.on('connection', (socket) => {
  void socket.join(`session:${socket.handshake.auth['sid']}`);
});
