import { expect, it } from 'vitest';
import { flags } from '../../src/audit/probes/p09-flags.ts';
import { clearSiteData } from '../../src/audit/probes/p11-clear-site-data.ts';
import { runProbe, probeTarget } from './support/probe-run.ts';
import { probeSite, type SiteShape } from './support/probe-site.ts';

const GOOD = 'Path=/; HttpOnly; SameSite=Lax';
const two = (name: string, attributes: string): Partial<SiteShape> => ({
  cookies: (id) => [`sid=${id}; ${GOOD}`, `${name}=${id}; ${attributes}`],
  opens: ['sid', name],
});

it.each([
  ['not HttpOnly', two('other', 'Path=/; SameSite=Lax')],
  ['SameSite=None without Secure', two('other', 'Path=/; HttpOnly; SameSite=None')],
  ['the prefix __Secure- without Secure', two('__Secure-other', GOOD)],
  ['the prefix __Host- without', two('__Host-other', `${GOOD}; Secure; Domain=127.0.0.1`)],
  ['the prefix __Host- without', two('__hOST-other', 'Path=/app; Secure; HttpOnly; SameSite=Lax')],
])('reports a cookie that signs in and has %s', async (what, shape) => {
  await using site = await probeSite(shape);
  const { result } = await runProbe(flags, site.plan);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.evidence).toContain(what);
  expect(result.evidence).not.toContain('The cookie sid');
});

it.each([
  ['a cookie that signs nobody in', { ...two('theme', 'Path=/'), opens: ['sid'] }],
  ['a readable CSRF cookie', { ...two('csrf', 'Path=/; SameSite=None'), opens: ['sid'] }],
  ['a prefix that is kept', two('__Host-other', `${GOOD}; Secure`)],
  ['no Secure on plain HTTP', {}],
  ['no SameSite', { cookies: (id: string) => [`sid=${id}; Path=/; HttpOnly`] }],
  ['readable parts of which one is not', { ...two('signature', 'Path=/; SameSite=Lax'), all: true }],
])('does not report %s', async (_what, shape) => {
  await using site = await probeSite(shape);
  expect((await runProbe(flags, site.plan)).result).toMatchObject({ verdict: 'pass' });
});

it('reports parts that open it together and can all be read', async () => {
  await using site = await probeSite({
    cookies: (id) => [`sid=${id}; Path=/; SameSite=Lax`, `part=${id}; Path=/; SameSite=Lax`],
    opens: ['sid', 'part'],
    all: true,
  });
  const { result } = await runProbe(flags, site.plan);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.evidence).toMatch(/sid .*part /);
});

it('notes what is missing, without the value of the cookie', async () => {
  await using site = await probeSite({ cookies: (id) => [`sid=${id}; Path=/; HttpOnly`] });
  const { result } = await runProbe(flags, site.plan);
  expect(result.notes).toContain('The cookie sid was set with Path=/; HttpOnly.');
  expect(result.notes.join(' ')).toContain('no SameSite');
  for (const id of site.state.sessions) expect(JSON.stringify(result)).not.toContain(id);
});

it.each([
  ['express-readable-cookie', 'fail'],
  ['koa-cookie-none-insecure', 'fail'],
  ['express-rotation-with-reuse-detection', 'pass'],
  ['fastify-password-ends-sessions', 'pass'],
  ['express-jwt-stateless', 'pass'],
])('says of %s: %s', async (name, verdict) => {
  expect((await probeTarget(flags, name)).result.verdict).toBe(verdict);
});

it('sees a refresh cookie that opens nothing by itself', async () => {
  const { result } = await probeTarget(flags, 'express-rotation-with-reuse-detection');
  expect(result.evidence).toContain('access_token, refresh_token');
});

it.each([
  ['', 'sends no Clear-Site-Data'],
  ['"cache", "storage"', 'sends Clear-Site-Data: "cache", "storage"'],
  ['cache, "storage"', 'lacks its quotes'],
  ['"cookies"', 'whole registrable domain'],
  ['"cache"', 'Without "storage"'],
])('P11 informs about %j and never fails', async (value, said) => {
  const answers = (): Record<string, string> => (value === '' ? {} : { 'clear-site-data': value });
  await using site = await probeSite({ answers });
  const { result } = await runProbe(clearSiteData, site.plan);
  expect(result.verdict).toBe('pass');
  expect([result.evidence, ...result.notes].join(' ')).toContain(said);
});
