import { Server } from 'socket.io';

const io = new Server(3000);
const names = new Map<string, string>();

io.on('connection', (socket) => {
  socket.on('name', (name: string) => names.set(socket.id, name));
  socket.on('say', (text: string) => io.emit('said', { who: names.get(socket.id), text }));
  socket.on('disconnect', () => {
    io.emit('left', names.get(socket.id));
    names.delete(socket.id);
  });
});
