import Router from '@koa/router'
import * as trips from '../controllers/trips'
import * as auth from '../controllers/auth'

export const publicRouter = new Router({ prefix: '/v1' })
publicRouter.post('/login', auth.login)
publicRouter.post('/register', auth.register)

export const privateRouter = new Router({ prefix: '/v1' })
privateRouter.get('/trips', trips.list)
privateRouter.post('/trips', trips.create)
privateRouter.delete('/trips/:id', trips.remove)
