import { Router, type NextFunction, type Request, type Response } from 'express';
import { randomBytes } from 'node:crypto';
import type { RowDataPacket } from 'mysql2';
import { db } from '../db';
import { verifyPassword } from '../lib/password';
import { SESSION_COOKIE, dropSession, sendSession } from '../lib/cookies';

export const anmeldung = Router();

anmeldung.post('/anmelden', async (req: Request, res: Response, next: NextFunction) => {
  try {
    const [rows] = await db.execute<RowDataPacket[]>('SELECT id, kennwort FROM benutzer WHERE email = ? LIMIT 1', [req.body.email]);
    const benutzer = rows[0];
    if (!benutzer || !(await verifyPassword(benutzer.kennwort, req.body.kennwort))) {
      res.status(401).json({ fehler: 'E-Mail oder Kennwort falsch' });
      return;
    }
    const id = randomBytes(24).toString('hex');
    await db.execute('INSERT INTO sitzungen (id, benutzer_id, angelegt) VALUES (?, ?, NOW())', [id, benutzer.id]);
    sendSession(res, id, req.body.angemeldetBleiben === true);
    res.status(201).json({ ok: true });
  } catch (e) {
    next(e);
  }
});

anmeldung.post('/abmelden', async (req: Request, res: Response, next: NextFunction) => {
  try {
    // Sitzung in der Datenbank beenden
    await db.execute('DELETE FROM sitzungen WHERE id = ?', [req.cookies[SESSION_COOKIE] ?? '']);
    dropSession(res);
    res.json({ ok: true });
  } catch (e) {
    next(e);
  }
});
