import express from 'express';
import { expressjwt } from 'express-jwt';
import { orders } from './orders';

const app = express();

app.use(
  '/api',
  expressjwt({ secret: process.env.JWT_SECRET as string, algorithms: ['HS256'] }).unless({ path: ['/api/login'] }),
);
app.use('/api/orders', orders);

export default app;
