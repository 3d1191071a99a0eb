import { Router } from 'express';
import { optionalViewer, requireViewer, type Viewer } from './viewer';
import { revokedTokens } from './revoked-tokens';

export const authPages = Router();

authPages.post('/logout', optionalViewer, requireViewer, async (req, res, next) => {
  const viewer = res.locals.viewer as Viewer;
  try {
    await revokedTokens.add(viewer.jti, viewer.exp);
  } catch (err) {
    return next(err);
  }
  res.clearCookie('token', { path: '/', httpOnly: true, sameSite: 'lax' });
  res.set('Cache-Control', 'no-store').redirect(303, '/');
});
