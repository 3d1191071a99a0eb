const redis = require('../redis');

module.exports = (io, socket) => {
  const logout = async (_payload, done) => {
    await redis.del(`session:${socket.data.sid}`);
    done();
    socket.disconnect(true);
  };

  socket.on('logout', logout);
};
