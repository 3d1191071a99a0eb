import express from 'express';
import { expressjwt } from 'express-jwt';
import { isRevokedCallback } from './revocation';
import { orders } from './orders';

const app = express();

app.use(
  '/api',
  expressjwt({
    secret: process.env.JWT_SECRET as string,
    algorithms: ['HS256'],
    isRevoked: isRevokedCallback,
  }).unless({ path: ['/api/login'] }),
);
app.use('/api/orders', orders);

app.post('/api/logout', async (req, res) => {
  const { jti, exp } = req.auth;
  await req.app.locals.db.query('INSERT INTO revoked_tokens (jti, expires_at) VALUES ($1, to_timestamp($2))', [jti, exp]);
  res.sendStatus(204);
});

export default app;
