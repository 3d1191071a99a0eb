/**
 * An API for the tokens of an identity provider, with back-channel logout: `node examples/identity-provider.ts`.
 * Register https://api.example.com/auth/backchannel-logout as `backchannel_logout_uri` at the provider.
 */
import { createCurfew } from 'curfew';
import { guard, routes } from 'curfew/express';
import { sqlite } from 'curfew/stores/sqlite';
import express from 'express';

const app = express();

// #region trust
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  trust: [{ issuer: 'https://login.example.com/', audience: 'api', jwks: 'https://login.example.com/jwks' }],
});

app.use('/auth', routes(curfew, { backchannel: { audience: 'my-client-id' } }));
app.use(guard(curfew)); // everything below needs a live token of the provider
app.get('/me', (req, res) => res.json({ sub: req.auth.subject }));
// #endregion

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());
