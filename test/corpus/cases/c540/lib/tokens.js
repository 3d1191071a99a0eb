const jwt = require('jsonwebtoken');
const { nanoid } = require('nanoid');

const cookie = { httpOnly: true, sameSite: 'None', secure: true };

const newAccess = (user) => jwt.sign(
    { UserInfo: { username: user.username, roles: Object.values(user.roles) }, jti: nanoid() },
    process.env.ACCESS_TOKEN_SECRET,
    { expiresIn: '5m' }
);

const newRefresh = (user) => jwt.sign(
    { username: user.username, jti: nanoid() },
    process.env.REFRESH_TOKEN_SECRET,
    { expiresIn: '1d' }
);

module.exports = { newAccess, newRefresh, cookie };
