import jwt from 'jsonwebtoken';
import moment from 'moment';
import { config } from '../config/config';
import { Token } from '../models/token.model';
import { tokenTypes } from '../config/tokens';

const generateToken = (userId: string, expires: moment.Moment, type: string, secret = config.jwt.secret) => {
  const payload = { sub: userId, iat: moment().unix(), exp: expires.unix(), type };
  return jwt.sign(payload, secret);
};

const saveToken = (token: string, userId: string, expires: moment.Moment, type: string) =>
  Token.create({ token, user: userId, expires: expires.toDate(), type });

export const findToken = async (token: string, type: string) => {
  const payload = jwt.verify(token, config.jwt.secret) as jwt.JwtPayload;
  const doc = await Token.findOne({ token, type, user: payload.sub });
  if (!doc) throw new Error('Token not found');
  return doc;
};

export const generateAuthTokens = async (user: { id: string }) => {
  const accessExpires = moment().add(60, 'minutes');
  const access = generateToken(user.id, accessExpires, tokenTypes.ACCESS);

  const refreshExpires = moment().add(config.jwt.refreshExpirationDays, 'days');
  const refresh = generateToken(user.id, refreshExpires, tokenTypes.REFRESH);
  await saveToken(refresh, user.id, refreshExpires, tokenTypes.REFRESH);

  return {
    access: { token: access, expires: accessExpires.toDate() },
    refresh: { token: refresh, expires: refreshExpires.toDate() },
  };
};
