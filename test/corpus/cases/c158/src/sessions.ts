import { Session } from './models/session';

export const sessions = {
  live: (id: string) => Session.exists({ _id: id }),
  remove: (id: string) => Session.deleteOne({ _id: id }),
};
