import Router from '@koa/router';
import { randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';
import type { Context, Next } from 'koa';
import { UserModel } from '../database/model/user';
import KeystoreRepo from '../database/repository/keystore-repo';
import { encode, validate } from '../core/tokens';
import { tokenInfo } from '../config';

export async function authentication(ctx: Context, next: Next) {
  const [, token] = (ctx.get('authorization') || '').split(' ');
  ctx.assert(token, 401, 'Invalid Authorization');
  const claims = await validate(token);
  const keystore = await KeystoreRepo.findForKey(claims.sub, claims.prm);
  ctx.assert(keystore, 401, 'Invalid access token');
  ctx.state.keystore = keystore;
  ctx.state.userId = claims.sub;
  await next();
}

const router = new Router({ prefix: '/v1/access' });

router.post('/login', async (ctx) => {
  const { email, password } = ctx.request.body as any;
  const user = await UserModel.findOne({ email }).select('+password').lean();
  ctx.assert(user && (await bcrypt.compare(password, user.password)), 401, 'Authentication failure');
  const prm = randomBytes(64).toString('hex');
  await KeystoreRepo.create(String(user._id), prm);
  ctx.body = { accessToken: await encode(String(user._id), prm, tokenInfo.accessTokenValidity) };
});

router.delete('/logout', authentication, async (ctx) => {
  await KeystoreRepo.remove(ctx.state.keystore._id);
  ctx.body = { message: 'Logout success' };
});

export default router;
