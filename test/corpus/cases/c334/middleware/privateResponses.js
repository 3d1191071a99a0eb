/** Nothing below /api may end up in a cache. */
module.exports = function privateResponses(req, res, next) {
  res.setHeader('Cache-Control', 'no-store, max-age=0');
  res.setHeader('Vary', 'Cookie');
  next();
};
