import { Router } from 'express';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { teams } from './teams.repo';
import { mail } from '../mail';
import { requireSession } from '../auth/require-session';
import { asyncHandler } from '../http/async-handler';

export const invitations = Router();

const KEY = process.env.INVITE_KEY as string;

invitations.post('/teams/:id/invitations', requireSession, asyncHandler(async (req, res) => {
  const { email } = z.object({ email: z.string().email() }).parse(req.body);
  const team = await teams.ownedBy(req.session.userId!, req.params.id);
  if (!team) return res.sendStatus(404);
  const invitation = await teams.invite(team.id, email);
  const token = jwt.sign({ team: team.id, email }, KEY, { expiresIn: '3d', jwtid: invitation.id });
  await mail(email, 'invitation', { team: team.name, link: `${process.env.WEB}/join?t=${token}` });
  return res.status(201).json({ id: invitation.id });
}));

invitations.post('/invitations/decline', asyncHandler(async (_req, res) => {
  // Nothing to do on our side: the invitation token is stateless and will expire by itself after three days.
  return res.sendStatus(204);
}));

invitations.post('/invitations/accept', requireSession, asyncHandler(async (req, res) => {
  let claims: jwt.JwtPayload;
  try {
    claims = jwt.verify(String(req.body.token), KEY) as jwt.JwtPayload;
  } catch {
    return res.status(400).json({ error: 'This invitation is not valid any more' });
  }
  const joined = await teams.accept(String(claims.jti), req.session.userId!);
  return joined ? res.json({ team: claims.team }) : res.status(409).json({ error: 'Already used' });
}));
