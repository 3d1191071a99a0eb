import { Router, type RequestHandler } from 'express';
import type { Client } from 'openid-client';
import type { SessionRepository } from './sessions';

interface Deps {
  client: Client;
  sessions: SessionRepository;
  publicUrl: string;
}

const privateAnswer: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

export function oidcRoutes({ client, sessions, publicUrl }: Deps): Router {
  const router = Router();
  router.use(privateAnswer);

  router.post('/logout', async (req, res, next) => {
    try {
      const session = await sessions.byId(req.signedCookies['portal.sid']);
      if (!session) return void res.json({ redirect: publicUrl });
      await sessions.remove(session.id);
      res.json({
        redirect: client.endSessionUrl({
          id_token_hint: session.idToken,
          post_logout_redirect_uri: `${publicUrl}/oidc/logged-out`,
        }),
      });
    } catch (e) {
      next(e);
    }
  });

  // OpenID Connect Front-Channel Logout 1.0: the provider loads this in an iframe
  router.get('/frontchannel-logout', async (req, res, next) => {
    try {
      const { iss, sid } = req.query;
      if (iss !== client.issuer.metadata.issuer || typeof sid !== 'string') {
        return void res.status(400).send('bad request');
      }
      await sessions.removeByProviderSid(sid);
      res.status(200).send('');
    } catch (e) {
      next(e);
    }
  });

  router.get('/logged-out', (_req, res) => {
    res.redirect(303, `${publicUrl}/?logged-out`);
  });

  return router;
}
