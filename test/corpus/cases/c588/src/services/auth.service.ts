import { Service } from 'typedi';
import jwt from 'jsonwebtoken';
import { v4 as uuidv4 } from 'uuid';
import bcrypt from 'bcrypt';
import { COOKIE_NAME, TOKEN_LIFETIME } from '../constants/auth';
import { HttpException } from '../exceptions/HttpException';
import { UserModel, User } from '../models/users.model';

@Service()
export class AuthService {
  public async login(email: string, password: string): Promise<{ cookie: string; user: User }> {
    const user = await UserModel.findOne({ email });
    if (!user) throw new HttpException(409, `This email ${email} was not found`);

    const matches = await bcrypt.compare(password, user.password);
    if (!matches) throw new HttpException(409, 'Password is not matching');

    const token = jwt.sign({ _id: user._id, jti: uuidv4() }, process.env.SECRET_KEY as string, {
      expiresIn: TOKEN_LIFETIME,
    });
    const cookie = `${COOKIE_NAME}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${TOKEN_LIFETIME / 1000}`;
    return { cookie, user };
  }
}
