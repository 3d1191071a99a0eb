const { expressjwt } = require('express-jwt');
const memjs = require('memjs');

const mc = memjs.Client.create(process.env.MEMCACHE_SERVERS);
const k = (jti) => 'jwt-off/' + jti;

const isRevoked = async (req, token) => {
  try {
    const { value } = await mc.get(k(token.payload.jti));
    return value !== null;
  } catch (e) {
    console.error('memcached', e);
    return true;
  }
};

exports.protect = expressjwt({
  secret: process.env.JWT_SECRET,
  algorithms: ['HS256'],
  isRevoked,
}).unless({ path: ['/login', '/status'] });

exports.logout = async (req, res, next) => {
  try {
    const left = req.auth.exp - Math.round(Date.now() / 1000);
    await mc.set(k(req.auth.jti), '1', { expires: left });
    res.set('Cache-Control', 'no-store');
    res.json({ message: 'bye' });
  } catch (e) {
    next(e);
  }
};
