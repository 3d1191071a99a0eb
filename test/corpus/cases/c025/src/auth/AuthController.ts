import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { NextFunction, Request, Response } from 'express';
import { UserModel } from '../models/UserModel';

export class AuthController {
  public login = async (req: Request, res: Response): Promise<void> => {
    const user = await UserModel.authenticate(req.body.email, req.body.password);
    const token = jwt.sign({ sub: user.id }, user.tokenSecret, { expiresIn: '12h' });
    res.json({ token });
  };

  public authenticate = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const token = req.headers.authorization?.split(' ')[1] ?? '';
    const claims = jwt.decode(token) as { sub?: string } | null;
    const user = claims?.sub ? await UserModel.findById(claims.sub) : null;
    if (!user) {
      res.sendStatus(401);
      return;
    }
    try {
      jwt.verify(token, user.tokenSecret);
      req.user = user;
      next();
    } catch {
      res.sendStatus(401);
    }
  };

  public logoff = async (req: Request, res: Response): Promise<void> => {
    await UserModel.updateOne({ _id: req.user.id }, { tokenSecret: randomBytes(32).toString('hex') });
    res.sendStatus(204);
  };
}
