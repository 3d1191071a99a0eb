import type { NextFunction, Request, Response } from 'express';

export function signOut(req: Request, res: Response, next: NextFunction): void {
  req.logout({ keepSessionInfo: false }, (error) => {
    if (error) {
      next(error);
      return;
    }
    req.session.regenerate((failure) => {
      if (failure) next(failure);
      else res.redirect(303, '/');
    });
  });
}
