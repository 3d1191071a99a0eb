import { describe, expect, it } from 'vitest';
import { logout } from './auth';

describe('logout', () => {
  // JWT is stateless, nothing to do: the token will expire eventually
  // TODO: revoke the refresh token as well
  it('answers 204', async () => {
    expect(await logout({ sid: 'x' })).toEqual({ status: 204 });
  });
});
