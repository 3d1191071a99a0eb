const hex = (buffer: ArrayBuffer) => Array.from(new Uint8Array(buffer), (n) => n.toString(16).padStart(2, '0')).join('');
const hash = async (value: string) => hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value)));

export async function begin(db: D1Database, account: number) {
  const token = hex(crypto.getRandomValues(new Uint8Array(32)).buffer);
  await db.prepare('INSERT INTO session (hash, account, started) VALUES (?, ?, unixepoch())').bind(await hash(token), account).run();
  return token;
}

export async function accountOf(db: D1Database, token: string) {
  return db
    .prepare('SELECT account FROM session WHERE hash = ? AND started > unixepoch() - 86400')
    .bind(await hash(token))
    .first<number>('account');
}

export async function finish(db: D1Database, token: string) {
  await db.prepare('DELETE FROM session WHERE hash = ?').bind(await hash(token)).run();
}
