import { Router } from 'express';
import { products } from '../products';

export const catalog = Router();

catalog.get('/products', async (_req, res) => {
  res.set('Cache-Control', 'public, max-age=300');
  res.json(await products.list());
});

catalog.get('/users/:name/avatar', async (req, res) => {
  res.type('png').send(await products.avatar(req.params.name));
});
