import express, { type RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { registry } from './tokens/registry';
import { measurements } from './measurements';
import { operators } from './operators';

const secret = process.env.JWT_SECRET!;
const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '64kb' }));

type Claims = { sub: string; jti: string; exp: number };

const operator: RequestHandler = (req, res, next) => {
  try {
    const claims = jwt.verify(String(req.headers['x-token']), secret) as Claims;
    if (registry.isRevoked(claims.jti)) {
      res.status(401).json({ error: 'revoked' });
      return;
    }
    res.locals.claims = claims;
    next();
  } catch {
    res.status(401).json({ error: 'unauthorized' });
  }
};

app.post('/login', (req, res) => {
  const found = operators.find((o) => o.name === req.body.name && o.verify(req.body.password));
  if (!found) {
    res.status(401).json({ error: 'unauthorized' });
    return;
  }
  res.json({ token: jwt.sign({ sub: found.name, jti: randomUUID() }, secret, { expiresIn: '9h' }) });
});

app.post('/logout', operator, (_req, res) => {
  console.info('%s logged out', res.locals.claims.sub);
  res.status(200).json({ message: 'bye' });
});

app.get('/measurements/:station', operator, (req, res) => {
  res.json(measurements.latest(req.params.station, 500));
});

app.listen(Number(process.env.PORT ?? 3000));
