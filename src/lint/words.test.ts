import { describe, expect, it } from 'vitest';
import { namesAudit, namesLogout, namesPresence, saysLogout, saysRevoked, wordsOf } from './words.ts';

it('splits names into words', () => {
  expect(wordsOf('auditLog')).toEqual(['audit', 'log']);
  expect(wordsOf('/api/Sign-Out_ALL')).toEqual(['api', 'sign', 'out', 'all']);
  expect(wordsOf('JWTToken2')).toEqual(['jwt', 'token2']);
});

describe('the act of logging out is', () => {
  it.each([
    'logout',
    'handleLogout',
    'logOutUser',
    'POST /auth/sign-out',
    'signoff',
    'LOGOUT',
    'endSession',
    'logoutAll',
    'cerrarSesion',
    'déconnexion',
    'abmelden',
    '登出',
    'userSignOut',
    'logoutFromAllDevices',
  ])('%s', (name) => {
    expect(namesLogout(name)).toBe(true);
  });

  it.each([
    'logoutButton',
    'isLogout',
    'logoutSuccess',
    'LOGOUT_FAILURE',
    'openLogoutDialog',
    'logoutUrl',
    'useLogout',
    'autoLogout',
    'waitForLogout',
    'login',
    'blogout2',
    'signature',
    'loggedOut',
    'logs',
    'outlog',
  ])('not %s', (name) => {
    expect(namesLogout(name)).toBe(false);
  });
});

it('knows when logging out is spoken of at all', () => {
  expect(saysLogout("'user.logged-out'")).toBe(true);
  expect(saysLogout('Sign out now')).toBe(true);
  expect(saysLogout('logo utility')).toBe(false);
});

it.each([
  'revokedTokens',
  'TokenBlacklist',
  'deny-list',
  'invalidateToken',
  'tokenVersion',
  'redis.get `bl_${t}`',
  'denied:',
])('%s speaks of revoking', (text) => {
  expect(saysRevoked(text)).toBe(true);
});

it.each(['token', 'list', 'black', 'version', 'enable_x', 'valid'])('%s does not', (text) => {
  expect(saysRevoked(text)).toBe(false);
});

it('tells a record of what happened from what logs in', () => {
  expect(['auditLog', 'LoginHistory', 'this.logger', 'ActivityLog'].every(namesAudit)).toBe(true);
  expect(['logout', 'logIn', 'user', 'catalog', 'session'].some(namesAudit)).toBe(false);
});

it('tells when somebody was seen from what they may do', () => {
  expect(['isOnline', 'lastSeen', 'last_logout', 'logoutAt', 'socketId', 'status'].every(namesPresence)).toBe(
    true,
  );
  expect(['refreshToken', 'tokenVersion', 'isLoggedIn', 'sessions'].some(namesPresence)).toBe(false);
});
