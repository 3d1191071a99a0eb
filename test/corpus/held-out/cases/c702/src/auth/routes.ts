import { Router } from 'express';
import { container } from 'tsyringe';
import { sessionRequired } from './middleware/sessionRequired';
import { LogoutController } from './useCases/logout/LogoutController';

const router = Router();

router.post('/logout', sessionRequired, (req, res, next) =>
  container.resolve(LogoutController).executeImpl(req, res).catch(next),
);

export default router;
