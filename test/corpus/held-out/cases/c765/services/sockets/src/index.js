const http = require('http');
const { Server } = require('socket.io');
const Redis = require('ioredis');
const { loadSession } = require('./session');

const server = http.createServer();
const io = new Server(server, { cors: { origin: process.env.WEB_ORIGIN, credentials: true } });
const subscriber = new Redis(process.env.REDIS_URL);

io.use(async (socket, next) => {
  try {
    const session = await loadSession(socket.handshake.headers.cookie);
    if (!session) return next(new Error('unauthorized'));
    socket.data.session = session;
    next();
  } catch (err) {
    next(err);
  }
});

io.on('connection', (socket) => {
  socket.join(`session:${socket.data.session.id}`);
  socket.join(`user:${socket.data.session.userId}`);
});

subscriber.subscribe('session.ended', 'order.updated');
subscriber.on('message', (channel, message) => {
  const payload = JSON.parse(message);
  if (channel === 'session.ended') {
    io.in(`session:${payload.sid}`).disconnectSockets(true);
  }
  if (channel === 'order.updated') {
    io.to(`user:${payload.userId}`).emit('order', payload);
  }
});

server.listen(process.env.PORT || 4001);
