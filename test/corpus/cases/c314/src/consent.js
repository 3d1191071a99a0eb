import { Router } from 'express';

export const consent = Router();

consent.post('/consent', (req, res) => {
  res.cookie('consent', JSON.stringify(req.body), { path: '/', maxAge: 15552000000, sameSite: 'lax' });
  res.sendStatus(204);
});

consent.delete('/consent', (req, res) => {
  res.clearCookie('consent', { path: '/' });
  res.sendStatus(204);
});
