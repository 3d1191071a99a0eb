import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import helmet from 'koa-helmet';
import jwt from 'koa-jwt';
import { isRevoked } from './auth/revocation';
import { authRouter } from './auth/router';
import { invoicesRouter } from './invoices/router';
import { settings } from './settings';

export const app = new Koa();

app.use(helmet());
app.use(bodyParser());
app.use(async (ctx, next) => {
  try {
    await next();
  } catch (e: any) {
    ctx.status = e.status ?? 500;
    ctx.body = { error: e.expose ? e.message : 'Internal error' };
  }
});
app.use(jwt({ secret: settings.jwtSecret, isRevoked }).unless({ path: [/^\/auth\/login/, /^\/health/] }));
app.use(authRouter.routes()).use(authRouter.allowedMethods());
app.use(invoicesRouter.routes());
