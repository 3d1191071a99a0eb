import { sessions } from './sessions.js';

export default async function pages(app) {
  app.get('/logout', async (request, reply) => reply.view('logout.ejs', { csrf: await reply.generateCsrf() }));

  app.post('/logout', { preHandler: app.csrfProtection }, async (request, reply) => {
    await sessions.end(request.cookies.sid);
    return reply.clearCookie('sid', { path: '/' }).redirect('/');
  });
}
