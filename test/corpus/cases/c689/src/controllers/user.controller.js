import { bus, Events } from '../events/index.js';
import { createUser } from '../users.js';

export async function register(req, res) {
  const user = await createUser(req.body);
  bus.emit(Events.USER_REGISTERED, { user });
  res.status(201).json({ id: user.id });
}

export async function leave(req, res) {
  await bus.emitAsync(Events.USER_LEFT, { sessionId: req.session.id, at: new Date() });
  res.status(204).end();
}
