import { withSession } from '../../lib/session';
import { addPicture, picturesOf } from '../../lib/pictures';

export default withSession(async (req, res) => {
  if (!req.session.artist) return res.status(401).json({ error: 'Please log in' });
  switch (req.method) {
    case 'GET':
      return res.json(await picturesOf(req.session.artist.id));
    case 'POST':
      return res.status(201).json(await addPicture(req.session.artist.id, req.body));
    default:
      return res.status(405).end();
  }
});
