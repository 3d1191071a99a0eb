import { describe, expect, it } from 'vitest';
import { audit, type Progress } from '../../src/audit/run.ts';
import { SetupError } from '../../src/audit/setup-error.ts';
import { planFor, sound } from './support/applications.ts';
import { serve, type Answered } from './support/serve.ts';

const PROBES = ['P01', 'P02', 'P03', 'P04', 'P13', 'P17'];

describe('the cap on requests', () => {
  it('is kept, and makes what is left inconclusive', async () => {
    await using app = await sound();
    for (const maxRequests of [8, 20, 40, 60]) {
      const start = app.requests();
      const outcome = await audit(planFor(app.base), { probes: PROBES, maxRequests });
      expect(app.requests() - start).toBe(maxRequests);
      expect(outcome).toMatchObject({ verdict: 'inconclusive', requests: { made: maxRequests } });
      expect(outcome.probes.map(({ id }) => id)).toEqual(PROBES);
      for (const probe of outcome.probes.filter(({ verdict }) => verdict !== 'pass')) {
        expect(probe).toMatchObject({
          verdict: 'inconclusive',
          evidence: `The audit stopped at its cap of ${maxRequests} requests.`,
        });
      }
    }
  });

  it('leaves no controls when it is too low for them', async () => {
    await using app = await sound();
    const outcome = await audit(planFor(app.base), { probes: PROBES, maxRequests: 3 });
    expect(outcome).toMatchObject({ verdict: 'inconclusive', controls: undefined, matrix: [] });
    expect(new Set(outcome.probes.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']));
  });

  it.each([0, -1, 1.5, Number.NaN])('cannot be %d', async (maxRequests) => {
    await expect(audit(planFor('http://127.0.0.1:1'), { maxRequests })).rejects.toThrow(SetupError);
  });
});

describe('where it may go', () => {
  it('is nowhere else, and not one request is made', async () => {
    await expect(audit(planFor('http://192.0.2.1'))).rejects.toThrow(/--allow-host 192\.0\.2\.1/);
    await using app = await sound();
    await expect(audit(planFor(app.base, { bases: [app.base, 'http://192.0.2.1'] }))).rejects.toThrow(
      SetupError,
    );
    expect(app.requests()).toBe(0);
  });

  it('is not where a step of the plan leads', async () => {
    await using app = await sound();
    const plan = planFor(app.base);
    const me = { ...plan.me, url: 'http://192.0.2.1/me' };
    await expect(audit({ ...plan, me })).rejects.toThrow(/192\.0\.2\.1 is not this machine/);
  });

  it('is not where a redirect leads', async () => {
    await using app = await serve(({ path }) =>
      path === '/login'
        ? { status: 302, headers: { Location: 'http://192.0.2.1/home' } }
        : { status: 401, body: { error: 'no' } },
    );
    await expect(audit(planFor(app.base), { timeout: 500 })).rejects.toThrow(
      /Nothing was captured for \{access\}/,
    );
  });
});

describe('a set-up that cannot work', () => {
  const failing = async (me: Answered): Promise<string> => {
    await using app = await serve(({ path }) =>
      path === '/me' ? me : { status: 200, body: { access: 'some-token-1', refresh: 'some-token-2' } },
    );
    const error = await audit(planFor(app.base)).catch((caught: unknown) => caught);
    if (!(error instanceof SetupError)) throw new Error('No set-up error', { cause: error });
    return error.message;
  };

  it('is one where everybody sees the same', async () => {
    expect(await failing({ status: 200, body: { email: 'ada.lovelace@example.com' } })).toContain(
      'to an anonymous request too',
    );
  });

  it('is one where nobody sees the canary', async () => {
    expect(await failing({ status: 200, body: { ok: true } })).toContain('does not hold the canary');
  });

  it('is one where requests are limited too much', async () => {
    expect(await failing({ status: 429, headers: { 'Retry-After': '3600' } })).toContain('limits requests');
  });

  it('is one that the application does not let in, and its password is not said', async () => {
    await using app = await sound();
    const plan = planFor(app.base, {
      variables: { email: 'nobody@example.com', password: 'wrong-password' },
    });
    await expect(audit(plan)).rejects.toThrow(
      'The login (POST /login) was answered 401. There is nothing to audit',
    );
  });

  it('is one where nobody answers', async () => {
    const app = await sound();
    await app[Symbol.asyncDispose]();
    await expect(audit(planFor(app.base))).rejects.toThrow(/ECONNREFUSED/);
  });

  it('is a probe that there is not', async () => {
    await expect(audit(planFor('http://127.0.0.1:1'), { probes: ['P99'] })).rejects.toThrow(
      'There is no probe "P99": they are P01, ',
    );
  });
});

describe('while it runs', () => {
  it('says how far it has got', async () => {
    await using app = await sound();
    const events: Progress[] = [];
    const outcome = await audit(planFor(app.base, { refresh: undefined }), {
      probes: ['p03', 'P01', 'p17'],
      progress: (event) => events.push(event),
    });
    expect(
      events
        .filter(({ kind }) => kind !== 'requests')
        .map((event) => [event.kind, 'id' in event ? event.id : '']),
    ).toEqual([
      ['began', ''],
      ['probe', 'P01'],
      ['ended', ''],
      ['probe', 'P17'],
      ['ended', ''],
    ]);
    expect(events[0]).toEqual({
      kind: 'began',
      probes: [
        { id: 'P01', name: 'Replay after logout' },
        { id: 'P17', name: 'Old tokens after a new login' },
      ],
    });
    expect(events.findLast(({ kind }) => kind === 'requests')).toEqual({
      kind: 'requests',
      ...outcome.requests,
    });
    expect(events.find((event) => event.kind === 'ended')).toEqual({
      kind: 'ended',
      result: outcome.probes[0],
    });
  });

  it('ends when it is told to', async () => {
    await using app = await sound();
    const stop = new AbortController();
    const running = audit(planFor(app.base), {
      signal: stop.signal,
      progress: (event) => event.kind === 'probe' && event.id === 'P02' && stop.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
  });
});
