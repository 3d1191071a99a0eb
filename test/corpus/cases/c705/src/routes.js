import { Router } from 'express';
import SessaoController from './app/controllers/SessaoController';
import PedidoController from './app/controllers/PedidoController';
import authMiddleware from './app/middlewares/auth';

const routes = new Router();

routes.post('/sessoes', SessaoController.store);

routes.use(authMiddleware);

routes.delete('/sessoes', SessaoController.delete);
routes.get('/pedidos', PedidoController.index);
routes.post('/pedidos', PedidoController.store);

export default routes;
