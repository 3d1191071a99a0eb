import type { Request, Response } from 'express';

/**
 * POST /api/auth/logout
 * JWT is stateless, so there is nothing to do on the server.
 */
export const logout = async (_req: Request, res: Response): Promise<void> => {
  res.status(200).json({ success: true, message: 'Logged out' });
};
