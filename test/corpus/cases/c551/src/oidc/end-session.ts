import { Router } from 'express';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { clients } from '../clients';
import { keys } from '../keys';
import { sessionStore } from '../session-store';
import { OP_COOKIE, opCookie } from '../cookies';

const params = z.object({
  id_token_hint: z.string(),
  post_logout_redirect_uri: z.string().url().optional(),
  state: z.string().optional(),
});

export const endSession = Router();

// OpenID Connect RP-Initiated Logout 1.0, section 2
endSession.get('/connect/end_session', async (req, res, next) => {
  try {
    res.set('Cache-Control', 'no-store');
    const query = params.safeParse(req.query);
    if (!query.success) return res.status(400).render('error', { code: 'invalid_request' });
    const { id_token_hint, post_logout_redirect_uri, state } = query.data;

    const { payload } = await jwtVerify(id_token_hint, keys.verifier, { issuer: process.env.ISSUER });
    const client = await clients.find(String(payload.aud));
    if (!client) return res.status(400).render('error', { code: 'invalid_client' });
    if (post_logout_redirect_uri && !client.postLogoutRedirectUris.includes(post_logout_redirect_uri)) {
      return res.status(400).render('error', { code: 'invalid_redirect_uri' });
    }

    const session = await sessionStore.get(req.cookies[OP_COOKIE]);
    if (session && session.sid === payload.sid) {
      await sessionStore.destroy(session.id);
      res.clearCookie(OP_COOKIE, opCookie);
    }

    if (!post_logout_redirect_uri) return res.render('signed-out');
    const target = new URL(post_logout_redirect_uri);
    if (state) target.searchParams.set('state', state);
    res.redirect(target.href);
  } catch (err) {
    next(err);
  }
});
