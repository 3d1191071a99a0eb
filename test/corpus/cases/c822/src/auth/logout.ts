import { Router } from 'express';
import { authenticate } from './authenticate';
import { recordRevocation } from './revocations';
import { ApiError } from '../http/api-error';

export const logoutRouter = Router().post('/logout', authenticate, async (_req, res, next) => {
  const { jti, exp } = res.locals.claims;
  const result = await recordRevocation(jti, new Date(exp * 1000));
  result.match(
    () => res.sendStatus(204),
    (error) => next(new ApiError(503, 'try_again', { cause: error })),
  );
});
