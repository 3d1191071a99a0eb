const { Server } = require('socket.io');

const io = new Server(3001, { cors: { origin: '*' } });

io.on('connection', (socket) => {
  socket.on('message', (text) => io.emit('message', { from: socket.id, text }));
  socket.on('disconnect', () => io.emit('left', socket.id));
});
