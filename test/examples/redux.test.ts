import { expect, it, vi } from 'vitest';
import type { LogoutReport } from '../../src/client/types.ts';
import { MemoryStorage } from '../support/client/memory-storage.ts';
import { Example } from './example.ts';

it('logs in, asks, keeps, logs out, and nothing of it is left, here or on the server', async () => {
  await using example = await Example.start(() => import('../../examples/express.ts'));
  const disk = new MemoryStorage();
  vi.stubGlobal('localStorage', disk);
  const { createApp } = await import('../../examples/redux.ts');
  const reports: LogoutReport[] = [];
  const app = createApp(example.url, (report) => reports.push(report));
  await vi.waitUntil(() => app.persistor.getState().bootstrapped);
  const shown = (): string => JSON.stringify(app.store.getState());

  try {
    const refused = await app.store.dispatch(app.login({ username: 'alice', password: 'wrong' }));
    expect(refused.type).toBe('profile/login/rejected');
    await app.store.dispatch(app.login({ username: 'alice', password: 'correct-horse' })).unwrap();
    const me = await app.store.dispatch(app.api.endpoints.me.initiate());
    expect(me.data).toEqual({ sub: 'alice' });
    expect((await app.client.get<{ sub: string }>('/me')).data).toEqual({ sub: 'alice' });
    app.store.dispatch(app.added('tea'));
    await vi.waitUntil(() => disk.text.includes('tea'));
    const token = (await app.session.token()) ?? '';
    expect(token).not.toBe('');

    const late = app.store.dispatch(app.api.endpoints.me.initiate(undefined, { forceRefetch: true }));
    const report = await app.store.dispatch(app.performLogout()).unwrap();
    expect(report).toEqual({ local: 'clean', server: 'revoked', remote: false, errors: [] });
    expect(reports).toEqual([report]);
    await late;
    expect(shown()).not.toMatch(/alice|tea/);
    expect(disk.text).not.toMatch(/alice|tea/);
    expect((await example.fetch('/me', { token })).status).toBe(401);
  } finally {
    app.close();
    vi.unstubAllGlobals();
  }
});
