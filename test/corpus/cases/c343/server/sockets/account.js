const User = require('../models/user');
const analytics = require('../analytics');
const logger = require('../logger');

module.exports = function account(io, socket) {
  const { userId } = socket.data;

  socket.on('account:rename', async ({ name }, ack) => {
    if (typeof name !== 'string' || name.trim().length < 2) return ack({ error: 'name too short' });
    await User.updateOne({ _id: userId }, { $set: { name: name.trim() } });
    io.to(`user:${userId}`).emit('account:renamed', { name: name.trim() });
    ack({ ok: true });
  });

  socket.on('account:logout', async (reason, ack) => {
    const user = await User.findById(userId).select('name plan').lean();
    await analytics.track(userId, 'signed_out', { reason, plan: user && user.plan });
    logger.info({ userId, reason }, 'user signed out');
    socket.emit('account:bye', { name: user ? user.name : null });
    if (typeof ack === 'function') ack({ ok: true });
  });

  socket.on('account:plan', async (ack) => {
    const user = await User.findById(userId).select('plan').lean();
    ack({ plan: user.plan });
  });
};
