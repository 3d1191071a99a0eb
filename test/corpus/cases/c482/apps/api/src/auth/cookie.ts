export const COOKIE = 'board_sid';
export const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
