import Database from 'better-sqlite3';

export const db = new Database(process.env.DB_FILE ?? 'data.sqlite');
db.pragma('journal_mode = WAL');
db.exec(`
  CREATE TABLE IF NOT EXISTS user (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, hash TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS session (
    token TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user(id) ON DELETE CASCADE,
    expires INTEGER NOT NULL
  );
`);

const statements = {
  insert: db.prepare('INSERT INTO session (token, user_id, expires) VALUES (?, ?, ?)'),
  find: db.prepare('SELECT user_id AS userId FROM session WHERE token = ? AND expires > unixepoch()'),
  remove: db.prepare('DELETE FROM session WHERE token = ?'),
  removeExpired: db.prepare('DELETE FROM session WHERE expires <= unixepoch()'),
};

export const sessions = {
  add: (token: string, userId: number, ttl: number) => statements.insert.run(token, userId, Math.floor(Date.now() / 1000) + ttl),
  find: (token: string) => statements.find.get(token) as { userId: number } | undefined,
  remove: (token: string) => statements.remove.run(token),
};

setInterval(() => statements.removeExpired.run(), 600_000).unref();
