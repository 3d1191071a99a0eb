import { describe, expect, it } from 'vitest';
import { findCanary } from './canary.ts';
import type { Pairs } from '../network/content.ts';
import { Judge, type Controls } from './judge.ts';
import type { Reply } from '../network/wire.ts';

const EMAIL = 'ada@example.com';

function reply(status: number, body: unknown, headers: Pairs = []): Reply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  const request = { method: 'GET', url: new URL('http://127.0.0.1/me'), headers: [], body: undefined };
  return {
    request,
    at: 0,
    took: 1,
    status,
    headers: [['Content-Type', type], ...headers],
    text,
    error: undefined,
  };
}

function controls(authenticated: Reply, anonymous: Reply, garbage = anonymous): Controls {
  return {
    authenticated: [authenticated, authenticated],
    anonymous: [anonymous, anonymous],
    garbage: [garbage, garbage],
  };
}

const JSON_CONTROLS = controls(
  reply(200, { id: 7, email: EMAIL, name: 'Ada' }),
  reply(401, { error: 'no token' }),
  reply(401, { error: 'bad token' }),
);

function states(judge: Judge, replies: readonly Reply[]): string[] {
  return replies.map((each) => judge.state(each));
}

it('knows the living by the canary, and the dead by the controls', () => {
  const judge = new Judge(JSON_CONTROLS, EMAIL);
  expect(judge.state(reply(200, { id: 7, email: EMAIL, name: 'Ada', seen: 9 }))).toBe('alive');
  expect(judge.state(reply(401, { error: 'no token' }))).toBe('dead');
  expect(judge.state(reply(401, { error: 'bad token' }))).toBe('dead');
  expect(judge.state(reply(401, { error: 'the token was revoked' }))).toBe('dead');
});

describe('never by the status alone', () => {
  it('sees somebody who is answered 401 with everything in it', () => {
    expect(new Judge(JSON_CONTROLS, EMAIL).state(reply(401, { id: 7, email: EMAIL, name: 'Ada' }))).toBe(
      'alive',
    );
  });

  it('tells a 200 for nobody from a 200 for somebody', () => {
    const judge = new Judge(
      controls(reply(200, { user: { email: EMAIL } }), reply(200, { user: null })),
      EMAIL,
    );
    expect(states(judge, [reply(200, { user: { email: EMAIL } }), reply(200, { user: null })])).toEqual([
      'alive',
      'dead',
    ]);
    expect(judge.state(reply(200, { user: { email: 'somebody@else.com' } }))).toBe('unclear');
  });

  it('takes a guest page in the same form for what it is', () => {
    const judge = new Judge(
      controls(reply(200, { name: 'ada-lovelace' }), reply(200, { name: 'guest' })),
      'ada-lovelace',
    );
    expect(states(judge, [reply(200, { name: 'guest' }), reply(200, { name: 'maintenance' })])).toEqual([
      'dead',
      'unclear',
    ]);
  });

  it('knows the dead that are answered 400 or 403', () => {
    for (const status of [400, 403]) {
      const judge = new Judge(
        controls(reply(200, { email: EMAIL }), reply(status, { error: { code: 'none' } })),
        EMAIL,
      );
      expect(judge.state(reply(status, { error: { code: 'ended' } }))).toBe('dead');
      expect(judge.state(reply(status, '<h1>Blocked by the firewall</h1>'))).toBe('unclear');
    }
  });

  it('is not sure of a 403, 404 or 200 that no control was answered', () => {
    const judge = new Judge(JSON_CONTROLS, EMAIL);
    const odd = [reply(403, { error: 'no token' }), reply(404, {}), reply(200, {}), reply(204, '')];
    expect(states(judge, odd)).toEqual(['unclear', 'unclear', 'unclear', 'unclear']);
  });
});

it('is not sure while the application is busy or broken', () => {
  const judge = new Judge(controls(reply(200, { email: EMAIL }), reply(500, { error: 'x' })), EMAIL);
  const broken = [reply(429, { error: 'x' }), reply(500, { error: 'x' }), reply(503, { error: 'x' })];
  expect(states(judge, broken)).toEqual(['unclear', 'unclear', 'unclear']);
  expect(judge.judge({ ...reply(0, ''), error: 'read ECONNRESET' })).toEqual({
    state: 'unclear',
    because: 'it got no answer (read ECONNRESET)',
  });
});

describe('redirects', () => {
  const to = (where: string): Reply => reply(302, '', [['Location', where]]);
  const judge = new Judge(controls(reply(200, `<p>${EMAIL}</p>`), to('/login?next=/me')), EMAIL);

  it('compares where they lead, not with what', () => {
    expect(states(judge, [to('/login?expired=1'), to('http://127.0.0.1/login')])).toEqual(['dead', 'dead']);
  });

  it('is not sure of another way', () => {
    expect(states(judge, [to('/maintenance'), to('http://elsewhere.test/login')])).toEqual([
      'unclear',
      'unclear',
    ]);
  });
});

describe('pages', () => {
  const page = (...lines: string[]): Reply =>
    reply(
      200,
      [
        '<html><nav>Home',
        'Prices',
        'About',
        'Help',
        'Contact',
        'Terms',
        'Privacy</nav>',
        ...lines,
        '</html>',
      ].join('\n'),
    );
  const own = page(`Welcome ${EMAIL}`, 'Your loans', '1 Moby Dick', '2 Emma', 'Settings', 'Log out');
  const judge = new Judge(controls(own, page('Please sign in', 'User name', 'Password')), EMAIL);

  it('may carry a notice or a nonce', () => {
    expect(judge.state(page('Please sign in', 'User name', 'Password', 'You have signed out.'))).toBe('dead');
    expect(judge.state(page(`Welcome ${EMAIL}`, 'Your loans', '1 Moby Dick', 'Settings', 'Log out'))).toBe(
      'alive',
    );
  });

  it('may say farewell by name without being alive', () => {
    expect(judge.state(page(`Goodbye ${EMAIL}`, 'Please sign in', 'User name', 'Password'))).toBe('unclear');
  });
});

it('ignores what differs between two equal requests', () => {
  const anonymous = [1, 2].map((n) => reply(200, { user: null, nonce: `n${n}`, at: `day ${n}` })) as [
    Reply,
    Reply,
  ];
  const own = reply(200, { user: EMAIL, nonce: 'n', at: 'day' });
  const judge = new Judge({ authenticated: [own, own], anonymous, garbage: anonymous }, EMAIL);
  expect(judge.state(reply(200, { user: null, nonce: 'n3', at: 'day 3' }))).toBe('dead');
});

describe('finding the canary', () => {
  const found = (
    own: unknown,
    other: unknown = { error: 'no' },
    variables: Record<string, string> = {},
  ): string | undefined => findCanary(controls(reply(200, own), reply(401, other)), variables);

  it('prefers what the person signed in with, then an address, then an id', () => {
    expect(found({ id: 81_723, email: EMAIL, login: 'ada' }, {}, { email: EMAIL, password: 'x' })).toBe(
      EMAIL,
    );
    expect(found({ id: 81_723, email: EMAIL })).toBe(EMAIL);
    expect(found({ user: { id: 81_723 } })).toBe('81723');
    expect(found({ licensee: 'Ada Lovelace' })).toBe('Ada Lovelace');
  });

  it('takes nothing that others see, and no word that says nothing', () => {
    expect(found({ email: EMAIL }, { contact: EMAIL })).toBeUndefined();
    expect(found({ status: 'success', message: 'Welcome back' })).toBeUndefined();
    expect(found({ ok: true, theme: 'dark' })).toBeUndefined();
  });

  it('finds no short id in the middle of other numbers', () => {
    const judge = new Judge(
      controls(reply(200, { id: 7, day: '2027-07-17' }), reply(200, { id: 0, day: '2027-07-17' })),
      '7',
    );
    expect(judge.state(reply(200, { id: 0, day: '2027-07-17' }))).toBe('dead');
  });
});
