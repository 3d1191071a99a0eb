import { Router } from 'express';
import { Client } from '../models/client.js';
import { verifyIdToken } from '../oidc/id-token.js';
import { destroySession } from '../session.js';

export const oidc = Router();

// OpenID Connect RP-Initiated Logout 1.0
oidc.get('/oidc/end_session', async (req, res) => {
  const { id_token_hint: hint, post_logout_redirect_uri: target, state } = req.query;
  const claims = await verifyIdToken(hint, { ignoreExpiration: true });
  if (!claims) return res.redirect('/logout');

  const client = await Client.findOne({ where: { clientId: claims.aud } });
  if (target && !client?.postLogoutRedirectUris.includes(target)) {
    return res.status(400).render('error', { message: 'post_logout_redirect_uri is not registered' });
  }
  if (req.user && String(req.user.id) !== claims.sub) return res.redirect('/logout');

  await destroySession(req);
  res.clearCookie('idp.sid', { path: '/' });
  if (!target) return res.redirect('/');
  const url = new URL(target);
  if (state) url.searchParams.set('state', state);
  res.redirect(url.href);
});
