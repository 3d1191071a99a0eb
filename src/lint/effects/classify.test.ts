import { describe, expect, it } from 'vitest';
import { kindsOf as kinds } from '../../../test/support/lint-effects.ts';

describe('state of a server is written by', () => {
  it.each<[string, string, string?]>([
    ['a model', 'await User.updateOne({ _id: 1 }, { token: null });'],
    ['an instance', 'await user.save();'],
    ['Prisma', 'await prisma.session.delete({ where: { id } });'],
    ['Redis', "await redis.set('x', 1);"],
    ['a chain of Knex', "await knex('sessions').where({ id }).del();"],
    ['a repository', 'await this.userRepository.update(1, { hash: null });'],
    ['SQL', "await pool.query('UPDATE users SET v = v + 1');"],
    ['SQL in a tagged template', 'await sql`insert into denied values (1)`;'],
    [
      'what a library of stores answers',
      'await client.del(1);',
      "const { createClient } = require('redis'); const client = createClient();",
    ],
    ['a list of the file', 'dead = dead.filter(Boolean);', 'let dead = [];'],
    ['a set of the file', 'revoked.add(token);', 'const revoked = new Set();'],
    ['an entry of the file that is deleted', 'delete sessions[token];', 'const sessions = {};'],
  ])('%s', (_title, body, head = '') => {
    expect(kinds(body, head)).toContain('write');
  });

  it.each([
    ['a list of its own', 'const own = []; own.push(1); const m = new Map(); m.set(1, 2);'],
    ['a header', "res.set('X', 1); headers.set('a', 'b'); ctx.set('a', 'b');"],
    ['a hash', "createHash('sha256').update(token).digest('hex');"],
    ['styles and markup', 'css`delete: 1`; gql`mutation { delete x }`; html`update it`;'],
    [
      'an audit log',
      "await AuditLog.create({ event: 'logout' }); await db.query('INSERT INTO audit_log VALUES (1)');",
    ],
    [
      'a time of leaving',
      'await User.updateOne({ _id: 1 }, { $set: { lastSeen: now, isOnline: false } }); user.lastLogout = now; await user.save();',
    ],
    ['a read', 'await User.findById(1); await pool.query("SELECT 1 FROM users"); await sql`select 1`;'],
    [
      'what is nobody’s state',
      'JSON.stringify(user); Object.assign(user, token); Math.max(1); user.name.trim(); console.log(user);',
    ],
  ])('not %s', (_title, body) => {
    expect(kinds(body)).not.toContain('write');
  });

  it('by what is called, through files that are not there to read, nobody knows', () => {
    expect(kinds('await service.end(user);')).toBe('unknown?');
    expect(kinds('await service.end(res);')).toBe('unknown');
    expect(kinds('revokeToken();')).toBe('unknown?');
    expect(kinds("greet('the user');")).toBe('unknown');
  });
});

describe('a session is ended by', () => {
  it.each([
    ['destroy', 'req.session.destroy();', '', 'end-session'],
    ['regenerate', 'req.session.regenerate(next);', '', 'end-session'],
    ['passport', 'req.logout(next);', '', 'end-session'],
    ['a user that is taken out', 'req.session.user = null;', '', 'end-session'],
    ['a user that is deleted', 'delete req.session.user;', '', 'end-session'],
    ['null, which ends nothing with Express', 'req.session = null;', '', 'end-session!'],
    [
      'null, which ends what koa-session has stored',
      'ctx.session = null;',
      "require('koa-session')({ store: s }, app);",
      'end-session',
    ],
    [
      'null, which empties a cookie of koa-session',
      'ctx.session = null;',
      "require('koa-session')({}, app);",
      'end-session!',
    ],
    ['destroy, of a sealed one', 'req.session.destroy();', "require('cookie-session');", 'end-session!'],
    [
      'destroy, of one that iron-session made',
      'const s = await getIronSession(1); s.destroy();',
      "import { getIronSession } from 'iron-session';",
      'end-session!',
    ],
    [
      'destroy, of a stored one beside a sealed one',
      'req.session.destroy();',
      "require('express-session');",
      'end-session',
    ],
  ])('%s', (_title, body, head, expected) => {
    expect(kinds(body, head).split(' ')).toContain(expected);
  });

  it('not by a value, nor in the storage of a browser', () => {
    expect(kinds('req.session.views = 1; req.session.cart = cart;')).toBe('');
    expect(kinds('sessionStorage.clear();')).toBe('unstore');
  });
});

describe('a cookie is', () => {
  it.each([
    ["res.clearCookie('t');", 'clear-cookie'],
    ["res.cookie('t', '', { maxAge: 0 });", 'clear-cookie'],
    ["res.cookie('t', null);", 'clear-cookie'],
    ["res.cookie('t', 'gone', { expires: soon });", 'clear-cookie'],
    ["res.cookie('t', token, { expires: new Date(0) });", 'clear-cookie'],
    ["ctx.cookies.set('t', '');", 'clear-cookie'],
    ["ctx.cookies.set('t');", 'clear-cookie'],
    ["cookies().delete('t');", 'clear-cookie'],
    ["cookieStore.delete({ name: 't' });", 'clear-cookie'],
    ["response.cookies.set({ name: 't', value: '' });", 'clear-cookie'],
    ["res.setHeader('Set-Cookie', 't=; Max-Age=0');", 'clear-cookie'],
    ['clearAuthCookies(res);', 'clear-cookie'],
    ["res.cookie('t', token, { maxAge: 5 });", 'set-cookie'],
    ["reply.setCookie('t', token);", 'set-cookie'],
    ["res.setHeader('Set-Cookie', `t=${token}`);", 'set-cookie'],
  ])('%s: %s', (body, expected) => {
    expect(kinds(body).split(' ')).toContain(expected);
  });
});
