import type { RequestHandler } from 'express';
import { SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { signingKey } from './keys';
import { people } from './people';

export const logIn: RequestHandler = async (req, res, next) => {
  try {
    const person = await people.verify(req.body.email, req.body.password);
    if (!person) {
      res.sendStatus(401);
      return;
    }
    const token = await new SignJWT({ depot: person.depot })
      .setProtectedHeader({ alg: 'RS256' })
      .setSubject(person.id)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('8h')
      .sign(await signingKey());
    res.json({ token });
  } catch (err) {
    next(err);
  }
};
