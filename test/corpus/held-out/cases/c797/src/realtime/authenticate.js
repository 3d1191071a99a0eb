const { createVerifier } = require('fast-jwt');

const verifyToken = createVerifier({
  key: async () => process.env.JWT_PUBLIC_KEY,
  algorithms: ['RS256'],
  allowedIss: 'https://id.gatherly.app',
  cache: true,
});

function readToken(handshake) {
  if (handshake.auth && handshake.auth.token) return handshake.auth.token;
  const header = handshake.headers.authorization || '';
  return header.startsWith('Bearer ') ? header.slice(7) : null;
}

exports.authenticateSocket = ({ db, logger }) => async (socket, next) => {
  const token = readToken(socket.handshake);
  if (!token) return next(new Error('unauthorized'));

  let claims;
  try {
    claims = await verifyToken(token);
  } catch (err) {
    logger.info({ code: err.code }, 'socket refused');
    return next(new Error('unauthorized'));
  }

  try {
    const user = await db('users').where({ id: claims.sub }).first('id', 'name', 'avatar');
    if (!user) return next(new Error('unauthorized'));
    socket.data.user = user;
    next();
  } catch (err) {
    next(err);
  }
};
