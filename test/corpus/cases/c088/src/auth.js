import { sessions } from './sessions.js';

const domain = '.shop.example';

export const login = async (ctx) => {
  const { id, csrf } = await sessions.create(ctx.request.body);
  ctx.cookies.set('sid', id, { domain, httpOnly: true });
  ctx.cookies.set('csrf', csrf, { domain, httpOnly: false });
  ctx.status = 204;
};

export const logout = async (ctx) => {
  await sessions.remove(ctx.cookies.get('sid'));
  ctx.cookies.set('csrf', '', { domain, maxAge: 0 });
  ctx.cookies.set('sid', null);
  ctx.status = 204;
};
