import { Router } from 'express';
import { requireSession } from '../middleware/require-session';
import { SessionModel } from '../models/session';

export const sessionsRouter = Router();

sessionsRouter.use(requireSession);

sessionsRouter.get('/sessions', async (req, res) => {
  const rows = await SessionModel.find({ user: req.userId }).sort('-lastUsedAt').lean();
  res.json(rows.map(({ _id, device, lastUsedAt }) => ({ id: _id, device, lastUsedAt })));
});

sessionsRouter.delete('/sessions/:id', async (req, res) => {
  await SessionModel.deleteOne({ _id: req.params.id, user: req.userId });
  res.sendStatus(204);
});
