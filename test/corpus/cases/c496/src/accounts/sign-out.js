import { emitter } from '../emitter.js';
import { EVENTS } from '../constants/events.js';
import { sessions } from './sessions.js';

export const signOut = async (req, res, next) => {
  try {
    const { accountId, sessionId } = req.auth;
    await sessions.remove(sessionId);
    emitter.emit(EVENTS.SIGNED_OUT, { accountId, sessionId });
    res.set('Cache-Control', 'no-store').sendStatus(204);
  } catch (err) {
    next(err);
  }
};
