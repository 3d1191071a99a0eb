const { sessions } = require('../collections');
const redis = require('../redis');

module.exports = async function withSession(req, res, next) {
  try {
    const id = req.signedCookies.s;
    if (!id) return res.sendStatus(401);

    const key = `session-cache:${id}`;
    const cached = await redis.get(key);
    req.session = cached ? JSON.parse(cached) : await sessions.findOne({ _id: id });
    if (!req.session) return res.sendStatus(401);

    if (!cached) await redis.set(key, JSON.stringify(req.session), { EX: 60 });
    next();
  } catch (e) {
    next(e);
  }
};
