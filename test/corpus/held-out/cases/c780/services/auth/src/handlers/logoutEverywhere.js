const middy = require('@middy/core');
const httpErrorHandler = require('@middy/http-error-handler');
const createError = require('http-errors');
const sessions = require('../sessions');
const { parseSessionHeader } = require('../header');

const logoutEverywhere = async (event) => {
  const { userId, sessionId } = parseSessionHeader(event.headers);
  const current = await sessions.load(userId, sessionId);
  if (!current) throw new createError.Unauthorized();

  const all = await sessions.ofUser(userId);
  all.forEach(async (s) => {
    await sessions.remove(userId, s.sessionId);
    console.log('session removed', { userId, device: s.device });
  });

  return {
    statusCode: 200,
    headers: { 'Cache-Control': 'no-store' },
    body: JSON.stringify({ closed: all.length }),
  };
};

module.exports.handler = middy(logoutEverywhere).use(httpErrorHandler());
