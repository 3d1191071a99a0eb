'use strict';

const COOKIE_OPTIONS = { httpOnly: true, sameSite: 'lax', secure: true };

class AuthController {
  constructor({ authService, logger }) {
    this.authService = authService;
    this.logger = logger;
    this.login = this.login.bind(this);
    this.logout = this.logout.bind(this);
  }

  async login(req, res) {
    const { session, author } = await this.authService.login(req.body.email, req.body.password);
    res.cookie('sid', session.id, COOKIE_OPTIONS);
    res.json({ author });
  }

  async logout(req, res) {
    await this.authService.endSession(req.sessionId);
    this.logger.info({ author: req.authorId }, 'author left');
    res.clearCookie('sid', COOKIE_OPTIONS);
    res.set('Cache-Control', 'no-store');
    res.json({ ok: true });
  }
}

module.exports = AuthController;
