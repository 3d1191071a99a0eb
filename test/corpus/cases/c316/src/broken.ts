import express from 'express';

const app = express();

app.post('/logout', async (req, res => {
  await sessions.destroy(req.cookies.sid;
  res.json({ ok: true });
