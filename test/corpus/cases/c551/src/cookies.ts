export const OP_COOKIE = 'op.sid';
export const opCookie = { httpOnly: true, secure: true, sameSite: 'none', path: '/' } as const;
