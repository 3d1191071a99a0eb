import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { outage } from '../../src/audit/probes/p14-outage.ts';
import { temporaryFolder } from '../support/processes.ts';
import { probeTarget, runProbe } from './support/probe-run.ts';
import { probeSite, type SiteShape } from './support/probe-site.ts';

/** A store is a file: while it is away an application does `without`. */
async function siteWithStore(
  without: 'refuses' | 'fails open' | 'answers 503' | 'notices nothing' | 'acknowledges',
  ended?: AbortController,
) {
  const folder = temporaryFolder();
  const store = join(folder.path, 'store');
  await writeFile(store, '');
  const gone = new Set<string>();
  const shape: Partial<SiteShape> = {
    more: (req, res) => {
      const id = /sid=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
      if (existsSync(store) || without === 'notices nothing') {
        if (req.url === '/logout') gone.add(id);
        return false;
      }
      ended?.abort(new Error('stopped by hand'));
      if (without === 'answers 503') res.writeHead(503, { 'retry-after': '30' }).end('{}');
      else if (without === 'refuses') res.writeHead(401).end('{"error":"sign in"}');
      else if (without === 'fails open' && req.url === '/me' && gone.has(id))
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"id":7,"email":"alice@example.com"}');
      else if (without === 'acknowledges' && req.url === '/logout') res.writeHead(200).end('{}');
      else return false;
      return true;
    },
  };
  const site = await probeSite(shape);
  const commands = { stop: `mv '${store}' '${store}.away'`, start: `mv '${store}.away' '${store}'` };
  const plan = { ...site.plan, outage: commands };
  return {
    plan,
    isBack: () => existsSync(store),
    async [Symbol.asyncDispose]() {
      await site.stop();
      folder[Symbol.dispose]();
    },
  };
}

it.concurrent.each([
  ['fails open', 'fail', 'accepted that had been signed out'],
  ['acknowledges', 'fail', 'A logout while the store was away was acknowledged'],
  ['answers 503', 'pass', 'refused (503)'],
  ['refuses', 'pass', 'refused (401)'],
  ['notices nothing', 'inconclusive', 'nothing shows that it was away'],
] as const)('an application that %s: %s', async (without, verdict, said) => {
  await using site = await siteWithStore(without);
  const { result } = await runProbe(outage, site.plan);
  expect(result).toMatchObject({ verdict });
  expect(result.evidence).toContain(said);
  expect(site.isBack()).toBe(true);
});

it.concurrent('notes an outage that signs people out', async () => {
  await using site = await siteWithStore('refuses');
  const { result } = await runProbe(outage, site.plan);
  expect(result.notes.join(' ')).toContain('An outage signs people out');
});

it.concurrent('brings the store back when the audit is aborted', async () => {
  const ended = new AbortController();
  await using site = await siteWithStore('answers 503', ended);
  await expect(runProbe(outage, site.plan, { signal: ended.signal })).rejects.toThrow('stopped by hand');
  expect(site.isBack()).toBe(true);
});

it.concurrent('brings the store back when the cap is reached', async () => {
  await using site = await siteWithStore('answers 503');
  const { result } = await runProbe(outage, site.plan, { most: 18 });
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('cap of 18');
  expect(site.isBack()).toBe(true);
});

it.concurrent('says nothing when the store cannot be stopped', async () => {
  await using site = await siteWithStore('refuses');
  const commands = { stop: 'exit 3', start: 'true' };
  const { result } = await runProbe(outage, { ...site.plan, outage: commands });
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('it ended with code 3');
});

it.concurrent('says loudly when the store cannot be brought back', async () => {
  await using site = await siteWithStore('answers 503');
  const commands = { stop: site.plan.outage.stop, start: 'exit 4' };
  const { result } = await runProbe(outage, { ...site.plan, outage: commands });
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('DO IT BY HAND');
});

it.concurrent.each([
  ['fastify-denylist-fails-open', 'fail'],
  ['express-session-files', 'pass'],
])('says of %s: %s', async (name, verdict) => {
  expect((await probeTarget(outage, name)).result.verdict).toBe(verdict);
});

it.concurrent('never runs unasked', async () => {
  await using site = await probeSite();
  expect(outage.notRun(site.plan)?.reason).toContain('unasked');
});
