import type { FastifyInstance } from 'fastify';
import { findMember, verifyLogin } from '../members';

export default async function account(app: FastifyInstance) {
  app.post<{ Body: { number: string; pin: string } }>('/login', async (req, reply) => {
    const member = await verifyLogin(req.body.number, req.body.pin);
    if (!member) return reply.code(401).send({ error: 'Unknown number or PIN' });
    await req.session.regenerate();
    req.session.set('memberId', member.id);
    return { ok: true };
  });

  app.get('/me', async (req, reply) => {
    const id = req.session.get('memberId');
    if (!id) return reply.code(401).send({ error: 'Not logged in' });
    const member = await findMember(id);
    return { number: member.number, name: member.name, email: member.email, plan: member.plan };
  });

  app.post('/logout', async (req, reply) => {
    await req.session.destroy();
    return reply.send({ ok: true });
  });
}
