import { Router } from 'express';
import { bearer } from '../security/bearer.js';
import { revoke } from '../security/revocation.js';

export const session = Router();

session.delete('/', bearer, async (req, res) => {
  await revoke(req.claims.jti, req.claims.exp);
  res.status(204).end();
});
