import { rule } from '../../../../test/support/lint.ts';

const logout = (does: string, more: Record<string, string> = {}): Record<string, string> => ({
  'src/code.js': `const express = require('express'); const { pool, sql, db } = require('./db'); const app = express();
const texts = require('./texts');
app.post('/logout', async (req, res) => { ${does} res.clearCookie('t').sendStatus(204); });`,
  ...more,
});
const prepared = (text: string): Record<string, string> => ({
  'src/kept.js': `const db = require('better-sqlite3')('a.db'); module.exports = { end: db.prepare('${text}') };`,
  'src/code.js': `const express = require('express'); const kept = require('./kept'); const app = express();
app.post('/logout', (req, res) => { kept.end.run(req.sid); res.clearCookie('t').sendStatus(204); });`,
});
const texts = (text: string): Record<string, string> => ({ 'src/texts.js': `exports.END = "${text}";` });

rule('logout-no-backend-effect', {
  wrong: {
    'a constant that selects': logout(
      'await pool.query(texts.END, [req.sid]);',
      texts('select * from t where id = $1'),
    ),
    'a constant that records': logout(
      'await pool.query(texts.END, [req.sid]);',
      texts('insert into audit_log (id) values ($1)'),
    ),
    'a template that records': logout('await sql`insert into activity_log (id) values (${req.sid})`;'),
    'a statement that selects': prepared('SELECT * FROM logins WHERE id = ?'),
    'a record, bound and run': logout(
      "await db.prepare('INSERT INTO audit_log (id) VALUES (?)').bind(req.user.id).run();",
    ),
    'a function that reads': logout("await pool.query('SELECT get_profile($1)', [req.user.id]);"),
    'a sum': logout("await pool.query('SELECT count(*) FROM logins WHERE id = $1', [req.user.id]);"),
  },
  right: {
    'a constant of another file': logout(
      'await pool.query(texts.END, [req.sid]);',
      texts('update login set live = false where id = $1'),
    ),
    'a constant of a file that is not there': logout('await pool.query(texts.END_LOGIN, [req.sid]);'),
    'one of several constants': logout('await run("end", req.sid);', {
      'src/db.js': '',
      'src/code.js': `const express = require('express'); const { Pool } = require('pg'); const app = express();
const ALL = { end: 'DELETE FROM login WHERE id = $1', get: 'SELECT * FROM login' };
const run = (name, ...values) => new Pool().query(ALL[name], values);
app.post('/logout', async (req, res) => { await run('end', req.sid); res.sendStatus(204); });`,
    }),
    'a query object': logout(
      "await pool.query({ text: 'DELETE FROM login WHERE id=$1', values: [req.sid] });",
    ),
    'a statement that was made ready': prepared('DELETE FROM logins WHERE id = ?'),
    'a procedure that is selected': logout("await pool.query('SELECT close_session($1)', [req.sid]);"),
    'a procedure in a template': logout('await sql`select end_login(${req.sid})`;'),
    'a procedure that answers rows': logout("await pool.query('SELECT * FROM app.finish($1)', [req.sid]);"),
  },
});
