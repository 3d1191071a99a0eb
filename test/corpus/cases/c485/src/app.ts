import Koa from 'koa'
import bodyParser from 'koa-bodyparser'
import jwt from 'koa-jwt'
import cors from '@koa/cors'
import { errorHandler } from './middleware/error-handler'
import { requestLog } from './middleware/request-log'
import { publicRouter, privateRouter } from './routes'
import { settings } from './settings'

export function createApp (): Koa {
  const app = new Koa()

  app.use(errorHandler())
  app.use(requestLog())
  app.use(cors({ credentials: true }))
  app.use(bodyParser({ jsonLimit: '512kb' }))

  app.use(publicRouter.routes())

  app.use(jwt({ secret: settings.jwt.secret, cookie: 'token', key: 'user' }))
  app.use(privateRouter.routes())
  app.use(privateRouter.allowedMethods())

  return app
}
