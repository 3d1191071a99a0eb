import type { Request, Response } from 'express';
import { autoInjectable } from 'tsyringe';
import { LoginUseCase } from '../application/LoginUseCase';
import { LogoutUseCase } from '../application/LogoutUseCase';

@autoInjectable()
export class AuthController {
  constructor(
    private readonly loginUseCase: LoginUseCase,
    private readonly logoutUseCase: LogoutUseCase,
  ) {}

  login = async (req: Request, res: Response) => {
    const result = await this.loginUseCase.execute(req.body);
    if (result.isFailure) {
      return res.status(401).json({ message: result.error });
    }
    return res.json(result.value);
  };

  logout = async (req: Request, res: Response) => {
    const result = await this.logoutUseCase.execute({ userId: req.user!.id });
    return result.isFailure ? res.status(500).json({ message: result.error }) : res.sendStatus(204);
  };
}
