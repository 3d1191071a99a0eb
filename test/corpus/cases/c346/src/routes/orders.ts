import { Router } from 'express';
import { authenticate } from '../middleware/authenticate';
import { orders } from '../services/orders';

const router = Router();
router.use(authenticate);

router.get('/', async (req, res, next) => {
  try {
    res.json(await orders.of(req.user.id, { page: Number(req.query.page ?? 1) }));
  } catch (err) {
    next(err);
  }
});

router.post('/:id/cancel', async (req, res, next) => {
  try {
    await orders.cancel(req.params.id, req.user.id);
    res.status(204).end();
  } catch (err) {
    next(err);
  }
});

export default router;
