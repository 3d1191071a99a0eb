import { Router } from 'express';
import { SignOff } from '../usecases/sign-off.js';
import { requireSession } from './require-session.js';

const signOff = new SignOff();

export default Router().post('/sign-off', requireSession, async (req, res) => {
  await signOff.execute({
    sessionId: req.session.id,
    userId: req.session.userId,
    deviceId: req.get('x-device-id'),
  });
  res.clearCookie('s');
  res.status(200).json({ signedOff: true });
});
