import { NextFunction, Request, Response } from 'express';
import { verify } from 'jsonwebtoken';
import { COOKIE_NAME } from '../constants/auth';
import { HttpException } from '../exceptions/HttpException';
import { UserModel } from '../models/users.model';

export const AuthMiddleware = async (req: Request & { user?: unknown }, res: Response, next: NextFunction) => {
  try {
    const authorization = req.cookies[COOKIE_NAME];
    if (!authorization) return next(new HttpException(404, 'Authentication token missing'));

    const { _id } = verify(authorization, process.env.SECRET_KEY as string) as { _id: string };
    const user = await UserModel.findById(_id);
    if (!user) return next(new HttpException(401, 'Wrong authentication token'));

    req.user = user;
    next();
  } catch (error) {
    next(new HttpException(401, 'Wrong authentication token'));
  }
};
