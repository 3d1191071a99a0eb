import { Router } from 'express';
import { verifyIdTokenHint } from './id-token';
import { clients } from './clients';
import { sessions } from './sessions';

export const endSession = Router();

// OpenID Connect RP-Initiated Logout 1.0
endSession.get('/connect/endsession', async (req, res) => {
  const { id_token_hint, post_logout_redirect_uri, state } = req.query as Record<string, string>;
  const hint = await verifyIdTokenHint(id_token_hint);
  const client = await clients.find(hint.aud);
  if (!client.postLogoutRedirectUris.includes(post_logout_redirect_uri)) {
    return res.status(400).send('unknown post_logout_redirect_uri');
  }
  await sessions.delete(hint.sid);
  const target = new URL(post_logout_redirect_uri);
  if (state) target.searchParams.set('state', state);
  return res.redirect(target.href);
});
