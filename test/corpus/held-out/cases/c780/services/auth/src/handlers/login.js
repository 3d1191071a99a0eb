const middy = require('@middy/core');
const jsonBodyParser = require('@middy/http-json-body-parser');
const httpErrorHandler = require('@middy/http-error-handler');
const createError = require('http-errors');
const { randomUUID } = require('crypto');
const sessions = require('../sessions');
const { verifyUser } = require('../users');

const login = async (event) => {
  const user = await verifyUser(event.body.email, event.body.password);
  if (!user) throw new createError.Unauthorized();
  const session = {
    userId: user.id,
    sessionId: randomUUID(),
    device: event.headers['user-agent'] || 'unknown',
    expiresAt: Date.now() + 1000 * 60 * 60 * 24 * 7,
  };
  await sessions.save(session);
  return { statusCode: 201, body: JSON.stringify({ userId: user.id, sessionId: session.sessionId }) };
};

module.exports.handler = middy(login).use(jsonBodyParser()).use(httpErrorHandler());
