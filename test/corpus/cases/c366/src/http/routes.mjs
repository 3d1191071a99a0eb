import { Router } from 'express';
import { guard, signOut } from './guard.mjs';

export const routes = Router();
routes.post('/sign-out', guard, signOut);
routes.get('/health', (req, res) => res.json({ up: process.uptime() }));
