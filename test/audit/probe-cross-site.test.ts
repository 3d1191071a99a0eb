import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { crossSite } from '../../src/audit/probes/p12-cross-site.ts';
import { runProbe, probeTarget } from './support/probe-run.ts';
import { probeSite, type SiteShape } from './support/probe-site.ts';

const cookie = (attributes: string): Pick<SiteShape, 'cookies'> => ({
  cookies: (id) => [`sid=${id}; Path=/; HttpOnly${attributes}`],
});
const always: Pick<SiteShape, 'signsOut'> = { signsOut: () => true };
const isPost = (req: IncomingMessage): boolean => req.method === 'POST';
const isJson = (req: IncomingMessage): boolean => req.headers['content-type'] === 'application/json';
const JSON_LOGOUT = { headers: [['Content-Type', 'application/json'] as const], body: '{}' };
const cors = (req: IncomingMessage): Record<string, string> => ({
  'access-control-allow-origin': req.headers.origin ?? '',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers': 'content-type',
});

it.each<[string, string, Partial<SiteShape>]>([
  ['a link, with Lax', 'a link on another site (GET)', { ...cookie('; SameSite=Lax'), ...always }],
  ['a link, without SameSite', 'a link on another site (GET)', { ...cookie(''), ...always }],
  ['a form, without SameSite', 'a form on another site (POST)', cookie('')],
  ['a form, with None', 'a form on another site (POST)', cookie('; Secure; SameSite=None')],
  [
    'JSON in a form of plain text',
    'text/plain',
    {
      ...cookie('; Secure; SameSite=None'),
      signsOut: (req, body) =>
        isPost(req) && !/form/.test(req.headers['content-type'] ?? '') && body === '{}',
      logout: JSON_LOGOUT,
    },
  ],
  [
    'a script that a preflight lets pass',
    'a script on another site (DELETE)',
    {
      ...cookie('; Secure; SameSite=None'),
      signsOut: (req) => req.method === 'DELETE',
      answers: cors,
      logout: { method: 'DELETE' },
    },
  ],
])('finds %s', async (_what, by, shape) => {
  await using site = await probeSite(shape);
  const { result } = await runProbe(crossSite, site.plan);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.evidence).toContain(by);
});

it.each<[string, Partial<SiteShape>]>([
  ['POST with Lax', cookie('; SameSite=Lax')],
  ['everything with Strict', { ...cookie('; SameSite=Strict'), ...always }],
  ['None that is not Secure, which browsers throw away', { ...cookie('; SameSite=None'), ...always }],
  [
    'None and a look at Sec-Fetch-Site',
    {
      ...cookie('; Secure; SameSite=None'),
      signsOut: (req) => isPost(req) && req.headers['sec-fetch-site'] !== 'cross-site',
    },
  ],
  [
    'None and JSON only, without CORS',
    {
      ...cookie('; Secure; SameSite=None'),
      signsOut: (req) => isPost(req) && isJson(req),
      logout: JSON_LOGOUT,
    },
  ],
  [
    'None and JSON only, with CORS for everybody but without credentials',
    {
      ...cookie('; Secure; SameSite=None'),
      signsOut: (req) => isPost(req) && isJson(req),
      answers: (req) => ({ ...cors(req), 'access-control-allow-origin': '*' }),
      logout: JSON_LOGOUT,
    },
  ],
])('does not report %s', async (_what, shape) => {
  await using site = await probeSite(shape);
  expect((await runProbe(crossSite, site.plan)).result).toMatchObject({ verdict: 'pass' });
});

it('does not send what another site cannot know', async () => {
  await using site = await probeSite({
    ...cookie('; Secure; SameSite=None'),
    signsOut: (req) => isPost(req) && (req.headers['x-csrf-token'] ?? '') !== '',
    answers: (req) => ({ ...cors(req), 'access-control-allow-headers': 'content-type, x-csrf-token' }),
    logout: { ...JSON_LOGOUT, headers: [...JSON_LOGOUT.headers, ['X-CSRF-Token', '{csrf}']] },
    plan: { capture: [{ name: 'csrf', from: { kind: 'json', path: '$.token' } }] },
  });
  const { result } = await runProbe(crossSite, site.plan);
  expect(result).toMatchObject({ verdict: 'pass' });
  expect(result.evidence).toContain('a script on another site (POST)');
});

it('notes a GET that signs out and that no other site can send', async () => {
  await using site = await probeSite({ ...cookie('; SameSite=Strict'), ...always });
  const { result } = await runProbe(crossSite, site.plan);
  expect(result.notes.join(' ')).toContain('A GET signs out too');
  expect(result.notes.join(' ')).toContain('A HEAD signs out too');
});

it.each([
  ['koa-get-logout', 'fail'],
  ['express-cross-site-logout', 'fail'],
  ['express-jwt-stateless', 'pass'],
  ['express-html-forms', 'pass'],
  ['fastify-password-ends-sessions', 'pass'],
])('says of %s: %s', async (name, verdict) => {
  expect((await probeTarget(crossSite, name)).result.verdict).toBe(verdict);
});

it('says nothing when the application answers 429', async () => {
  let asked = 0;
  await using site = await probeSite({
    ...cookie('; Secure; SameSite=None'),
    more: (req, res) => {
      if (req.headers['sec-fetch-site'] !== 'cross-site') return false;
      asked += 1;
      res.writeHead(429, { 'retry-after': '60' }).end();
      return true;
    },
  });
  const { result } = await runProbe(crossSite, site.plan);
  expect(asked).toBeGreaterThan(0);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
});
