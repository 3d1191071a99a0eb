const asyncHandler = require('express-async-handler');
const { sessions } = require('../collections');
const metrics = require('../metrics');
const redis = require('../redis');

const closeOne = asyncHandler((req, res) => {
  metrics.increment('logout');
  return sessions
    .deleteOne({ _id: req.session._id })
    .then(() => redis.del(`session-cache:${req.session._id}`))
    .then(() => res.sendStatus(204));
});

const closeAll = asyncHandler(async (req, res) => {
  const open = await sessions.find({ userId: req.session.userId }, { projection: { _id: 1 } }).toArray();
  await Promise.all(
    open.map(async ({ _id }) => {
      await sessions.deleteOne({ _id });
      await redis.del(`session-cache:${_id}`);
    })
  );
  setTimeout(() => metrics.flush(), 0);
  open.forEach(({ _id }) => console.log('closed %s', _id));
  res.json({ closed: open.length });
});

module.exports = { closeOne, closeAll };
