const { Server } = require('socket.io');
const { authenticateSocket } = require('./authenticate');
const chat = require('./chat');
const account = require('./account');
const logger = require('../logger');

module.exports = function attach(httpServer) {
  const io = new Server(httpServer, { cors: { origin: process.env.WEB_ORIGIN, credentials: true } });

  io.use(authenticateSocket);

  io.on('connection', (socket) => {
    logger.debug({ id: socket.id, user: socket.data.userId }, 'socket up');
    socket.join(`user:${socket.data.userId}`);
    chat(io, socket);
    account(io, socket);
  });

  return io;
};
