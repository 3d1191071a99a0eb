import type { NextApiRequest, NextApiResponse } from 'next';
import { withSession, type Session } from '../../server/withSession';
import { db } from '../../server/db';

export default withSession(async function me(req: NextApiRequest, res: NextApiResponse, session: Session) {
  if (req.method !== 'GET') return res.status(405).end();
  const parent = await db.parent.findUnique({
    where: { id: session.parentId },
    include: { children: { select: { id: true, name: true, group: true } } },
  });
  return res.status(200).json(parent);
});
