'use strict';

const jwt = require('jsonwebtoken');
const { v4: uuid } = require('uuid');

const ACCESS_SECONDS = 15 * 60;
const REFRESH_SECONDS = 14 * 24 * 60 * 60;

module.exports = ({ store, users, config }) => {
  const pair = async (userId, family = uuid()) => {
    const refreshId = uuid();
    await store.remember(family, refreshId, REFRESH_SECONDS);
    return {
      accessToken: jwt.sign({ fam: family }, config.accessSecret, {
        subject: String(userId),
        jwtid: uuid(),
        expiresIn: ACCESS_SECONDS,
      }),
      refreshToken: jwt.sign({ fam: family }, config.refreshSecret, {
        subject: String(userId),
        jwtid: refreshId,
        expiresIn: REFRESH_SECONDS,
      }),
    };
  };

  return {
    async login(email, password) {
      const user = await users.verify(email, password);
      return user ? pair(user.id) : null;
    },

    async check(accessToken) {
      const claims = jwt.verify(accessToken, config.accessSecret);
      if (await store.isDenied(claims.jti)) {
        throw new jwt.JsonWebTokenError('jwt revoked');
      }
      return claims;
    },

    async rotate(refreshToken) {
      const claims = jwt.verify(refreshToken, config.refreshSecret);
      const current = await store.current(claims.fam);
      if (current !== claims.jti) {
        // reuse: the whole family goes
        await store.forget(claims.fam);
        throw new jwt.JsonWebTokenError('refresh token reused');
      }
      return pair(claims.sub, claims.fam);
    },

    async logout(claims) {
      const left = claims.exp - Math.floor(Date.now() / 1000);
      await Promise.all([store.deny(claims.jti, left), store.forget(claims.fam)]);
    },
  };
};
