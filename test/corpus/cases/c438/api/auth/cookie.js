exports.COOKIE = 'shop.sid';
exports.cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production', overwrite: true };
