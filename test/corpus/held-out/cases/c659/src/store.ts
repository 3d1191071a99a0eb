import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';

const db = new Database(process.env.DB_FILE ?? 'board.db');
db.exec('CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, user TEXT NOT NULL, at INTEGER NOT NULL)');

const insert = db.prepare('INSERT INTO session VALUES (?, ?, ?)');
const select = db.prepare('SELECT user FROM session WHERE id = ? AND at > ?');
const remove = db.prepare('DELETE FROM session WHERE id = ?');

export const store = {
  async create(user: string) {
    const id = randomUUID();
    insert.run(id, user, Date.now());
    return id;
  },
  async user(id: string) {
    const row = select.get(id, Date.now() - 24 * 3_600_000) as { user: string } | undefined;
    return row?.user ?? null;
  },
  async delete(id: string) {
    remove.run(id);
  },
};
