const express = require('express');
const cookieParser = require('cookie-parser');
const crypto = require('node:crypto');
const { Pool } = require('pg');
const bcrypt = require('bcrypt');

const db = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.use(express.json());
app.use(cookieParser());

const COOKIE = { httpOnly: true, sameSite: 'strict', secure: true, path: '/' };

async function loadSession(req, res, next) {
  try {
    const { rows } = await db.query(
      'SELECT s.id, s.user_id, u.name FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1 AND s.expires > now()',
      [req.cookies.sid],
    );
    if (!rows.length) return res.status(401).json({ error: 'nicht angemeldet' });
    req.me = rows[0];
    next();
  } catch (e) {
    next(e);
  }
}

app.post('/api/login', async (req, res, next) => {
  try {
    const { rows } = await db.query('SELECT id, hash FROM users WHERE name = $1', [req.body.name]);
    if (!rows.length || !(await bcrypt.compare(String(req.body.password), rows[0].hash))) {
      return res.status(401).json({ error: 'Name oder Passwort falsch' });
    }
    const id = crypto.randomBytes(32).toString('base64url');
    await db.query("INSERT INTO sessions (id, user_id, expires) VALUES ($1, $2, now() + interval '12 hours')", [id, rows[0].id]);
    res.cookie('sid', id, COOKIE).json({ ok: true });
  } catch (e) {
    next(e);
  }
});

app.post('/api/logout', loadSession, (req, res) => {
  // Antwort nicht aufhalten, die DB ist manchmal langsam
  setImmediate(() => {
    db.query('DELETE FROM sessions WHERE id = $1', [req.me.id]).catch((e) => console.error('logout', e));
  });
  res.clearCookie('sid', COOKIE);
  res.set('Cache-Control', 'no-store');
  res.json({ ok: true });
});

app.get('/api/lists', loadSession, async (req, res, next) => {
  try {
    const { rows } = await db.query('SELECT id, title FROM lists WHERE owner = $1 ORDER BY title', [req.me.user_id]);
    res.json(rows);
  } catch (e) {
    next(e);
  }
});

app.listen(3000);
