import 'reflect-metadata';
import { Container } from 'typedi';
import { createExpressServer, useContainer, Action } from 'routing-controllers';
import { AuthController } from './auth/AuthController';
import { AuthService } from './auth/AuthService';

useContainer(Container);

const authService = Container.get(AuthService);
const userOf = (action: Action) =>
  authService.authenticate(String(action.request.headers.authorization ?? '').replace('Bearer ', ''));

export const app = createExpressServer({
  controllers: [AuthController],
  authorizationChecker: async (action) => Boolean(await userOf(action)),
  currentUserChecker: userOf,
});
