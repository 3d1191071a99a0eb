import express, { type NextFunction, type Request, type Response } from 'express';
import { sessions } from './sessions';

const app = express();

function noStore(_req: Request, res: Response, next: NextFunction): void {
  res.setHeader('Cache-Control', 'no-store');
  next();
}

app.use(noStore);

app.get('/api/me', async (req, res) => {
  const user = await sessions.userOf(req.get('x-session') ?? '');
  res.status(user ? 200 : 401).json(user ?? { error: 'signed out' });
});

app.post('/api/logout', async (req, res) => {
  await sessions.destroy(req.get('x-session') ?? '');
  res.json({ ok: true });
});

export default app;
