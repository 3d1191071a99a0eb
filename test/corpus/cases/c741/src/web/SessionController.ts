import { controller, httpGet, httpPost, request, response, BaseHttpController } from 'inversify-express-utils';
import { inject } from 'inversify';
import type { Request, Response } from 'express';
import { TYPES } from '../ioc/types';
import type { SessionRegistry } from '../sessions/SessionRegistry';
import type { SignInForm } from '../sessions/SignInForm';

@controller('/')
export class SessionController extends BaseHttpController {
  constructor(
    @inject(TYPES.SessionRegistry) private readonly registry: SessionRegistry,
    @inject(TYPES.SignInForm) private readonly form: SignInForm,
  ) {
    super();
  }

  @httpGet('sign-in')
  show(@request() req: Request, @response() res: Response) {
    return res.render('sign-in', { next: req.query.next, csrf: req.csrfToken() });
  }

  @httpPost('sign-in')
  async signIn(@request() req: Request, @response() res: Response) {
    const parsed = this.form.parse(req.body);
    if (!parsed.success) {
      return res.status(422).render('sign-in', { errors: parsed.errors, csrf: req.csrfToken() });
    }
    await this.registry.open(res, parsed.accountId);
    return res.redirect('/dashboard');
  }

  @httpGet('sign-out', TYPES.RequireSession)
  async signOut(@response() res: Response) {
    await this.registry.close(res.locals.sessionId);
    return res.redirect('/sign-in');
  }
}
