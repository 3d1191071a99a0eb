const options = () => ({
  domain: process.env.NODE_ENV === 'production' ? '.example.com' : undefined,
  httpOnly: true,
  secure: process.env.NODE_ENV === 'production',
  sameSite: 'lax',
});

exports.setSession = (res, sid) => res.cookie('sid', sid, options());
exports.clearSession = (res) => res.clearCookie('sid', options());
