const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'lax', signed: true };

export async function profile(app) {
  app.get('/me', async (request, reply) => {
    if (!request.login) return reply.code(401).send({ error: 'login required' });
    const { rows } = await app.pg.query('select id, name, mail, phone from customer where id = $1', [request.login.customer]);
    return rows[0];
  });

  app.post('/logout', async (request, reply) => {
    if (request.login) await app.endLogin(request.login.id);
    reply.clearCookie('sid', cookie);
    return { ok: true };
  });

  app.post('/login', async (request, reply) => {
    const customer = await app.customers.verify(request.body);
    if (!customer) return reply.code(401).send({ error: 'wrong credentials' });
    reply.setCookie('sid', await app.startLogin({ customer: customer.id }), cookie);
    return { name: customer.name };
  });
}
