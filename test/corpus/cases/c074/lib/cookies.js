exports.setSession = (res, sid) =>
  res.cookie('sid', sid, {
    domain: '.example.com',
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
  });
