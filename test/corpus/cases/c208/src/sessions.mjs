import { db } from './db.mjs';

export const sessions = { delete: (sid) => db.run('delete from session where id = ?', [sid]) };
