export default function (app, db) {
  app.post('/login', async (req, res) => {
    const { id } = await db.sessions.create(req.body);
    res.cookie('sid', id, { httpOnly: true, secure: true, sameSite: 'strict', maxAge: 3600000 });
    res.end();
  });

  app.post('/logout', async (req, res) => {
    await db.sessions.delete(req.cookies.sid);
    res.clearCookie('sid');
    res.end();
  });
}
