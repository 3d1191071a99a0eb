import express from 'express';
import cors from 'cors';
import { authenticate } from './middleware/jwt';
import { authRoutes } from './routes/auth';
import { casesRoutes } from './routes/cases';

export const app = express();

app.use(cors({ origin: process.env.WEB_ORIGIN }));
app.use(express.json());
app.get('/health', (_req, res) => res.json({ ok: true }));
app.use(authenticate);
app.use('/auth', authRoutes);
app.use('/cases', casesRoutes);
