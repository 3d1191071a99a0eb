import type { Context } from 'koa'
import { TripModel } from '../models/trip'

export async function list (ctx: Context) {
  ctx.body = await TripModel.find({ owner: ctx.state.user.sub }).sort('-startsAt').lean()
}

export async function create (ctx: Context) {
  const { title, startsAt } = ctx.request.body as { title?: string; startsAt?: string }
  ctx.assert(title && startsAt, 422, 'title and startsAt are needed')
  ctx.body = await TripModel.create({ title, startsAt: new Date(startsAt), owner: ctx.state.user.sub })
  ctx.status = 201
}

export async function remove (ctx: Context) {
  const { deletedCount } = await TripModel.deleteOne({ _id: ctx.params.id, owner: ctx.state.user.sub })
  ctx.assert(deletedCount, 404)
  ctx.status = 204
}
