import { rule } from '../../../../test/support/lint.ts';

rule('revoke-error-swallowed', {
  wrong: {
    'allSettled that is only logged': {
      'src/trpc.ts': `import { router, authed } from './core';
export const auth = router({
  logout: authed.mutation(async ({ ctx }) => {
    const [r] = await Promise.allSettled([ctx.prisma.session.deleteMany({ where: { id: ctx.session.id } })]);
    ctx.log.info(r.status);
    return { ok: true };
  }),
});`,
    },
    'a ResultAsync that nobody reads': {
      'src/result.ts': `import express from 'express'; import { ResultAsync } from 'neverthrow'; import { db } from './db';
const router = express.Router();
const dropSession = (id: string) => ResultAsync.fromPromise(db.session.delete({ where: { id } }), (e) => e as Error);
router.post('/logout', async (req, res) => {
  await dropSession(req.sid);
  res.sendStatus(204);
});`,
    },
    'a ResultAsync whose error is only logged': {
      'src/result.ts': `import express from 'express'; import { ResultAsync } from 'neverthrow'; import { db } from './db';
const router = express.Router();
const dropSession = (id: string) => ResultAsync.fromPromise(db.session.delete({ where: { id } }), (e) => e as Error);
router.post('/logout', async (req, res) => {
  const r = await dropSession(req.sid);
  if (r.isErr()) req.log.warn(r.error);
  res.sendStatus(204);
});`,
    },
    'await-to-js, only logged': {
      'src/to.ts': `import to from 'await-to-js'; import { Router } from 'express'; import { Session } from './models';
export const r = Router();
r.post('/logout', async (req, res) => { const [err] = await to(Session.destroy({ where: { id: req.sid } })); if (err) console.error(err); res.json({ ok: true }); });`,
    },
    'a flag that nobody reads': {
      'src/flag.ts': `import { Router } from 'express'; import { tokenStore } from './store';
export const r = Router();
r.post('/logout', async (req, res) => {
  let ok = true;
  try { await tokenStore.revoke(req.jti); } catch { ok = false; }
  res.json({ message: 'bye' });
});`,
    },
  },
  right: {
    'allSettled that is looked at': {
      'src/trpc.ts': `import { router, authed } from './core'; import { TRPCError } from '@trpc/server';
export const auth = router({
  logout: authed.mutation(async ({ ctx }) => {
    const [r] = await Promise.allSettled([ctx.prisma.session.deleteMany({ where: { id: ctx.session.id } })]);
    if (r.status === 'rejected') throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
    return { ok: true };
  }),
});`,
    },
    'a ResultAsync that is asked': {
      'src/result.ts': `import express from 'express'; import { ResultAsync } from 'neverthrow'; import { db } from './db';
const router = express.Router();
const dropSession = (id: string) => ResultAsync.fromPromise(db.session.delete({ where: { id } }), (e) => e as Error);
router.post('/logout', async (req, res) => {
  const r = await dropSession(req.sid);
  if (r.isErr()) return res.sendStatus(503);
  res.sendStatus(204);
});`,
    },
    'hooks that fail': {
      'src/hooks.ts': `import { Router } from 'express'; import { sessionsRepo } from './repo'; import { analytics } from './analytics';
export const r = Router();
r.post('/logout', async (req, res, next) => {
  try { await sessionsRepo.remove(req.sessionId); } catch (e) { return next(e); }
  await hooks.afterLogout(req.user).catch((e) => console.error(e));
  await callHook('post:signout', req.user).catch(console.error);
  res.status(204).end();
});`,
    },
    'an optional hook that fails': {
      'src/service.ts': `import { Injectable, Logger } from '@nestjs/common';
@Injectable() export class AuthService {
  constructor(private readonly sessions: SessionService, private readonly users: UserService, private readonly logger: Logger) {}
  async logout(request, user) {
    await this.sessions.deleteSession(user.sessionId);
    await this.users.onSignOut?.(request, user).catch((e) => this.logger.error('hook', e));
    return { status: true };
  }
}`,
    },
    'await-to-js, answered': {
      'src/to.ts': `import to from 'await-to-js'; import { Router } from 'express'; import { Session } from './models';
export const r = Router();
r.post('/logout', async (req, res) => { const [err] = await to(Session.destroy({ where: { id: req.sid } })); if (err) { console.error(err); return res.status(500).json({}); } res.json({ ok: true }); });`,
    },
    'a flag that makes the status': {
      'src/flag.ts': `import { Router } from 'express'; import { tokenStore } from './store';
export const r = Router();
r.post('/logout', async (req, res) => {
  let ok = true;
  try { await tokenStore.revoke(req.jti); } catch { ok = false; }
  res.status(ok ? 204 : 503).end();
});`,
    },
    'a failure that is kept for later': {
      'src/err.ts': `import { Router } from 'express'; import { tokenStore } from './store';
export const r = Router();
r.post('/logout', async (req, res) => {
  let failure: unknown;
  try { await tokenStore.revoke(req.jti); } catch (e) { failure = e; }
  res.clearCookie('sid');
  if (failure) return res.status(503).end();
  res.status(204).end();
});`,
    },
  },
});
