import { rule } from '../../test/support/lint.ts';

const inside = (comment: string): string => `exports.logout = (req, res) => {
  // ${comment}
  res.clearCookie('t'); res.json({ ok: true });
};`;
const all = (...comments: string[]): Record<string, string> =>
  Object.fromEntries(comments.map((one) => [one, inside(one)]));

rule('stateless-excuse', {
  wrong: {
    ...all(
      'JWTs are stateless, nothing to do here',
      'the access token only lives 15 minutes, that is fine',
      'we do not keep server sessions',
      'there is no session to end',
      'kept for symmetry with /login, the session is client-side only',
      'TODO: add the jti to redis',
      'Token läuft von selbst ab, hier gibt es nichts zu tun',
      'JWT não tem estado: basta o frontend apagar o token',
      'rien à faire côté serveur, le jeton expire tout seul',
      'niente da fare sul server: il token scade da solo',
      'JWT 是无状态的,前端删除 token 即可',
      'клиент просто удаляет токен',
    ),
    'what stands above the registration': `// The client just deletes its token
app.post('/logout', { preHandler: [auth] }, (request, reply) => reply.send({ ok: true }));`,
  },
  right: {
    ...all(
      'ends the session and answers 204',
      'the name of the cookie is that of the login',
      'see docs/logout.md',
    ),
    'a logout that revokes': `exports.logout = async (req, res) => {
  // JWTs are stateless, hence the list
  await revoked.add(req.user.jti); res.json({ ok: true });
};`,
    'a comment of another route': `// The client deletes its token
app.post('/leave', (req, res) => { res.end(); });
app.post('/logout', (req, res) => { res.clearCookie('t').end(); });`,
  },
});
