import curfew from 'curfew/eslint';
import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { said } from './support/eslint.ts';

describe('settings', () => {
  const RENEWED = `import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { refreshTokens } from './db.js';

export const login = (sub) => jwt.sign({ sub, jti: randomUUID() }, process.env.SECRET, { expiresIn: '10m' });
export async function logout(req, res) {
  await refreshTokens.deleteOne({ id: req.body.refreshToken });
  res.set('Cache-Control', 'no-store').sendStatus(204);
}
export function requireAuth(req, res, next) {
  req.user = jwt.verify(req.headers.authorization.slice(7), process.env.SECRET);
  next();
}
`;
  const having = (settings: unknown): Linter.Config[] => [
    { settings: { curfew: settings } },
    { plugins: { curfew }, rules: { 'curfew/access-survives-logout': 'error' } },
  ];

  it('take the budget, and take it again when it is another one', () => {
    const found = ['curfew/access-survives-logout 2 6'];
    expect(said(RENEWED, having(undefined))).toEqual(found);
    expect(said(RENEWED, having({ budget: 600_000 }))).toEqual([]);
    expect(said(RENEWED, having({ budget: 599_999 }))).toEqual(found);
    expect(said(RENEWED, having({}))).toEqual(found);
  });

  it.each([
    [{ budget: '10m' }, 'settings.curfew.budget is a number of milliseconds'],
    [{ budget: Number.NaN }, 'settings.curfew.budget is a number of milliseconds'],
    [{ budget: -1 }, 'settings.curfew.budget is a number of milliseconds'],
    [{ bugdet: 1 }, 'settings.curfew.bugdet: unknown; there is budget alone'],
    [15, 'settings.curfew is an object'],
    [[15], 'settings.curfew is an object'],
    [null, 'settings.curfew is an object'],
  ])('refuse %j', (settings, error) => {
    expect(() => said(RENEWED, having(settings))).toThrow(error);
  });

  it('are no options: a rule has none', () => {
    const options: Linter.Config[] = [
      { plugins: { curfew }, rules: { 'curfew/jwt-too-long': ['error', { budget: 1 }] } },
    ];
    expect(() => said(RENEWED, options)).toThrow(/jwt-too-long/);
  });
});
