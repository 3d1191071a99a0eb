import jwt from 'jsonwebtoken';
import { config } from '../config.js';

export const issue = (user) =>
  jwt.sign({ sub: String(user.id), v: user.token_version }, config.jwt.secret, {
    expiresIn: 3600,
    issuer: config.jwt.issuer,
  });

export const read = (token) => jwt.verify(token, config.jwt.secret, { issuer: config.jwt.issuer, algorithms: ['HS256'] });
