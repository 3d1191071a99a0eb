import { Context, mustBeSignedIn } from '../context';

export const parcelResolvers = {
  Query: {
    parcels: (_: unknown, { first = 20 }: { first?: number }, ctx: Context) => {
      const viewer = mustBeSignedIn(ctx);
      return ctx.knex('parcels').where({ owner_id: viewer.id }).orderBy('created_at', 'desc').limit(Math.min(first, 100));
    },
    parcel: async (_: unknown, { id }: { id: string }, ctx: Context) => {
      const viewer = mustBeSignedIn(ctx);
      const parcel = await ctx.loaders.parcel.load(id);
      return parcel?.owner_id === viewer.id ? parcel : null;
    },
  },
  Parcel: {
    events: (parcel: { id: string }, _: unknown, ctx: Context) => ctx.loaders.eventsOf.load(parcel.id),
  },
};
