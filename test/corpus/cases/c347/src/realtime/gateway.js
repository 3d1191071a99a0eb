const { Server } = require('socket.io');
const promClient = require('prom-client');
const logger = require('../logger');
const messages = require('../services/messages');
const authenticateHandshake = require('./authenticateHandshake');

const signOffs = new promClient.Counter({ name: 'chat_sign_offs_total', help: 'Sign-offs by users' });

module.exports = function attach(httpServer) {
  const io = new Server(httpServer, {
    cors: { origin: process.env.ORIGIN, credentials: true },
    pingTimeout: 20000,
  });

  io.use(authenticateHandshake);

  io.on('connection', (socket) => {
    const { user } = socket.data;
    logger.info({ user: user.id, socket: socket.id }, 'connected');
    socket.join(`user:${user.id}`);

    socket.on('room:join', async (roomId, ack) => {
      const allowed = await messages.isMember(roomId, user.id);
      if (!allowed) return ack({ error: 'forbidden' });
      socket.join(`room:${roomId}`);
      ack({ history: await messages.latest(roomId, 50) });
    });

    socket.on('message:send', async ({ roomId, text }, ack) => {
      const message = await messages.create({ roomId, author: user.id, text });
      io.to(`room:${roomId}`).emit('message:new', message);
      ack({ id: message.id });
    });

    socket.on('auth:logout', (ack) => {
      logger.info({ user: user.id, socket: socket.id }, 'logout');
      signOffs.inc();
      if (typeof ack === 'function') ack({ ok: true });
      socket.disconnect(true);
    });

    socket.on('disconnect', (reason) => {
      logger.info({ user: user.id, reason }, 'disconnected');
    });
  });

  return io;
};
