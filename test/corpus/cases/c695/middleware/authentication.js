const CustomError = require('../errors');
const Session = require('../models/Session');
const { isTokenValid, attachCookiesToResponse } = require('../utils/jwt');

const loadSession = (payload) => Session.findOne({ _id: payload.sid, user: payload.user.userId, valid: true });

const authenticateUser = async (req, res, next) => {
  const { accessToken, refreshToken } = req.signedCookies;

  try {
    if (accessToken) {
      const payload = isTokenValid(accessToken);
      const session = await loadSession(payload);
      if (!session) throw new Error('session ended');
      req.user = payload.user;
      req.session = session;
      return next();
    }

    const payload = isTokenValid(refreshToken);
    const session = await Session.findOneAndUpdate(
      { _id: payload.sid, user: payload.user.userId, valid: true, refreshCount: payload.n },
      { $inc: { refreshCount: 1 } },
      { new: true }
    );
    if (!session) throw new Error('session ended');
    attachCookiesToResponse({ res, user: payload.user, session });
    req.user = payload.user;
    req.session = session;
    return next();
  } catch (error) {
    throw new CustomError.UnauthenticatedError('Authentication Invalid');
  }
};

module.exports = { authenticateUser };
