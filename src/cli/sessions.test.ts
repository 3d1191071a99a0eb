import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { Application, run, start } from '../../test/support/cli.ts';

describe('curfew sessions', () => {
  test('lists everybody, or one subject, in aligned columns', async () => {
    await using app = new Application();
    const alice = await app.login('alice', { device: { name: 'Firefox on Linux', ip: '192.0.2.7' } });
    const bob = await app.login('bob');
    const { code, out, err } = await start('sessions', '--store', app.store);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [head, ...rows] = out.trimEnd().split('\n');
    expect(head).toMatch(/^SESSION +SUBJECT {2}DEVICE +STARTED +LAST SEEN +EXPIRES$/);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toBe(
      `${alice.session}  alice    Firefox on Linux (192.0.2.7)  just now  just now   in 29 days`,
    );
    expect(rows[1]).toMatch(new RegExp(`^${bob.session}  bob      - +just now`));
    expect(rows[1]?.indexOf('in 29')).toBe(head?.indexOf('EXPIRES'));

    const one = await run(['sessions', '--store', app.store, '--subject', 'bob']);
    expect(one.out).toContain(bob.session);
    expect(one.out).not.toContain('alice');
  });

  test('--json gives the public fields and nothing else', async () => {
    await using app = new Application();
    const { session } = await app.login('alice', { tenant: 'acme', claims: { role: 'admin' } });
    const { code, out, err } = await start('sessions', '--store', app.store, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({ sessions: await app.curfew.sessions('alice') });
    expect(out).toContain(session);
    expect(out).not.toMatch(/secret|began|generation|claims/);
  });

  test('leaves out what has ended', async () => {
    await using app = new Application();
    await app.curfew.logout(await app.login('alice'));
    expect((await run(['sessions', '--store', app.store])).out).toBe('nobody has an open session\n');
    expect((await run(['sessions', '--store', app.store, '--subject', 'eve'])).out).toBe(
      'eve has no open session\n',
    );
    const { out } = await run(['sessions', '--store', app.store, '--json']);
    expect(JSON.parse(out)).toEqual({ sessions: [] });
  });

  test("a device's name commands no terminal", async () => {
    await using app = new Application();
    const name = 'x\u001B]0;owned\u0007\u009B2J\n\u202Eevil';
    await app.login('alice', { device: { name } });
    const people = await run(['sessions', '--store', app.store]);
    expect(people.out.trimEnd().split('\n')).toHaveLength(2);
    const machines = await run(['sessions', '--store', app.store, '--json']);
    for (const { out } of [people, machines]) expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(machines.out)).toMatchObject({ sessions: [{ device: { name } }] });
  });
});

describe('curfew health', () => {
  test('says how the store is', async () => {
    await using app = new Application();
    await app.login('alice');
    await app.curfew.revoke({ subject: 'bob' });
    await app.curfew.revoke({ subject: 'bob' });
    const { incarnation, cursor } = app.curfew.health();
    const { code, out, err } = await start('health', '--store', app.store, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      store: { name: 'sqlite', reachable: true },
      incarnation,
      cursor,
      staleness: { limit: 1_000 },
      revocations: 1,
      sessions: 1,
    });
    const people = await run(['health', '--store', app.store]);
    expect(people.out).toMatch(/^store {13}sqlite, reachable\n/);
    expect(people.out).toMatch(/^open sessions {5}1$/m);
  });

  test('takes no lease and changes nothing', async () => {
    await using app = new Application();
    using database = new DatabaseSync(app.store);
    const leases = (): unknown[] => database.prepare('SELECT id FROM curfew_replica').all();
    await app.login('alice');
    await expect.poll(leases).toHaveLength(1);
    const before = leases();
    await run(['health', '--store', app.store]);
    expect(leases()).toEqual(before);
  });
});
