const { Server } = require('socket.io');
const { createAdapter } = require('@socket.io/redis-adapter');
const { authenticateSocket } = require('./authenticate');
const registerChat = require('./handlers/chat');
const registerPresence = require('./handlers/presence');

module.exports = function attach(httpServer, { pub, sub, db, logger }) {
  const io = new Server(httpServer, {
    cors: { origin: process.env.WEB_ORIGIN, credentials: true },
    pingInterval: 20000,
  });
  io.adapter(createAdapter(pub, sub));
  io.use(authenticateSocket({ db, logger }));

  io.on('connection', (socket) => {
    logger.debug({ user: socket.data.user.id }, 'socket up');
    socket.join(`user:${socket.data.user.id}`);
    registerChat(io, socket, { db });
    registerPresence(io, socket);
  });
  return io;
};
