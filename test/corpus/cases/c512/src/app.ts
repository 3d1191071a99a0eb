import compression from 'compression';
import cookieParser from 'cookie-parser';
import express from 'express';
import 'express-async-errors';
import helmet from 'helmet';
import nocache from 'nocache';
import pinoHttp from 'pino-http';
import { errorHandler } from './http/error-handler';
import routes from './routes';

export function createApp() {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 1);

  app.use(pinoHttp());
  app.use(helmet());
  app.use(nocache());
  app.use(compression());
  app.use(cookieParser());
  app.use(express.json());

  app.use('/v1', routes);
  app.use(errorHandler);
  return app;
}
