import { nanoid } from 'nanoid';
import { verifyArtist } from '../../lib/artists';
import { withSession } from '../../lib/session';

export default withSession(async (req, res) => {
  if (req.method !== 'POST') return res.status(405).end();
  const artist = await verifyArtist(req.body.email, req.body.password);
  if (!artist) return res.status(401).json({ error: 'Wrong e-mail or password' });
  req.session.id = nanoid();
  req.session.artist = { id: artist.id, name: artist.name };
  await req.session.save();
  res.json(req.session.artist);
});
