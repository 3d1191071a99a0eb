import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkText } from './index.ts';

/** Programs of several kinds, with much in them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'auth.controller.ts': `
import { Controller, Post, Get, Req, Res } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
@Controller('auth')
export class AuthController {
  private readonly revoked = new Set<string>();
  constructor(private readonly jwt: JwtService, @Inject('users') private users?: Users | null) {}
  @Post('logout')
  async logout(@Req() { user: { id, ...rest } }: Request, @Res({ passthrough: true }) res: Response): Promise<void> {
    try { await this.users?.update({ id }, { $unset: { refreshToken: 1 } }); } catch (error) { this.logger.error(error); }
    res.clearCookie('token', { ...options, path: '/' });
  }
  @Get('me') me(@Req() req) { return this.revoked.has(req.jti) ? null : req.user; }
  login(user: User) { return this.jwt.sign({ sub: user.id }, { expiresIn: process.env.TTL ?? '7d' }); }
}`,
  'server.js': `
const jwt = require('jsonwebtoken'), session = require('express-session');
const { promisify } = require('util');
app.use(session({ secret, store: new RedisStore({ client }) }));
const auth = async (req, res, next) => {
  const [, token = req.cookies.token] = (req.headers.authorization || '').split(' ');
  try {
    const claims = await promisify(jwt.verify)(token, process.env.SECRET, { ignoreExpiration: true });
    if (await redis.get(\`bl_\${token}\`)) return res.status(401).json({});
    req.user = claims; next();
  } catch (e) { next(); }
};
router.route('/logout').get(auth, function (req, res) { req.logout(); delete req.session.user; req.session = null; res.redirect('/'); });
io.on('connection', (socket) => { socket.on('logout', () => { sessions[socket.id] = null; }); });
module.exports = { auth, refresh: (req, res) => { const c = jwt.verify(req.body.refreshToken, R); res.json(jwt.sign({ id: c.id }, A)); } };`,
  'page.jsx': `
import { createSlice, createAsyncThunk } from '@reduxjs/toolkit';
import { persistReducer } from 'redux-persist';
const slice = createSlice({ name: 'auth', initialState: {}, reducers: { logout: (state) => { state.user = null; localStorage.removeItem('t'); } } });
export const { logout } = slice.actions;
export const handleSignOut = () => { sessionStorage.clear(); };
export const root = persistReducer({ key: 'root', storage, whitelist: ['user'] }, combineReducers({ user: slice.reducer }));
export const Nav = ({ children }) => {
  const [end, { isLoading }] = useLogoutMutation();
  const { signOut } = useContext(AuthContext);
  return <AuthContext.Provider value={{ signOut }}><a onClick={async () => { await end().unwrap(); dispatch(logout()); }}>Log out {children}</a></AuthContext.Provider>;
};`,
  'app/api/logout/route.ts': `
'use server';
import { getIronSession } from 'iron-session';
export async function GET(request: NextRequest) {
  const session = await getIronSession<Data>(await cookies(), options as const);
  session.destroy(); // stateless: the client forgets it
  (await cookies()).set({ name: 'a', value: '', maxAge: 0 });
  return NextResponse.json({ ok: true } satisfies Answer);
}
export const actions = { logout: async ({ cookies }) => { cookies.delete('sid'); throw redirect(303, '/'); } };`,
};

it.each(Object.entries(PROGRAMS))(
  'finds something in %s, so that the rest proves something',
  (file, text) => {
    expect(checkText(text, file).length).toBeGreaterThan(0);
  },
);

it.each(Object.entries(PROGRAMS))('throws for no beginning of %s', (file, text) => {
  for (let end = 0; end <= text.length; end += 1) {
    expect(() => checkText(text.slice(0, end), file)).not.toThrow();
  }
});

it('throws for no program that words were taken from, doubled or put elsewhere', () => {
  const words = Object.entries(PROGRAMS).map(([file, text]) => ({
    file,
    tokens: text.split(/(?<=\W)|(?=\W)/),
  }));
  fc.assert(
    fc.property(
      fc.constantFrom(...words),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('drop', 'double', 'swap')), {
        minLength: 1,
        maxLength: 12,
      }),
      ({ file, tokens }, changes) => {
        const changed = [...tokens];
        for (const [at, how] of changes) {
          const index = at % changed.length;
          const token = changed[index] ?? '';
          if (how === 'drop') changed.splice(index, 1);
          else if (how === 'double') changed.splice(index, 0, token);
          else changed.splice((at * 7) % changed.length, 0, ...changed.splice(index, 1));
        }
        const text = changed.join('');
        expect(checkText(text, file)).toEqual(checkText(text, file));
      },
    ),
    { numRuns: 1_500 },
  );
});

it('takes its time for nothing: a long file of one kind is checked quickly', () => {
  const long = Array.from(
    { length: 1_500 },
    (_, at) =>
      `exports.logout${at} = async (req, res) => { await f${at}(req); res.clearCookie('t${at}'); };\nasync function f${at}(x) { return f${at + 1}(x); }`,
  ).join('\n');
  const started = performance.now();
  checkText(long, 'a.js');
  // Seconds in the place of minutes: what is quadratic in such a file never ends.
  expect(performance.now() - started).toBeLessThan(20_000);
});
