import { bus, Events } from '../bus.js';
import { sessionCollection } from '../../mongo.js';
import { cache } from '../../cache.js';

bus.on(
  Events.USER_LEFT,
  async ({ sessionId }) => {
    await sessionCollection().deleteOne({ _id: sessionId });
    await cache.del(`session/${sessionId}`);
  },
  { promisify: true },
);
