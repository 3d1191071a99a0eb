import { CurfewError } from '../core/errors.ts';

/** The request carries no credential that can be read. */
export class CredentialsMissing extends CurfewError {
  readonly code = 'ERR_NO_CREDENTIALS';
  readonly status = 401;
}

/** The request cannot be understood: malformed, too large, doubled, or with two different credentials. */
export class BadRequest extends CurfewError {
  readonly code = 'ERR_BAD_REQUEST';
  readonly status = 400;
}

/** Another site's page sent the request; it was not carried out. */
export class CrossSiteRefused extends CurfewError {
  readonly code = 'ERR_CROSS_SITE';
  readonly status = 403;
}

/** There is no such session among the caller's own. */
export class SessionUnknown extends CurfewError {
  readonly code = 'ERR_SESSION_UNKNOWN';
  readonly status = 404;
}

/** The caller is known, and may not do this. */
export class CallerRefused extends CurfewError {
  readonly code = 'ERR_CALLER_REFUSED';
  readonly status = 403;
}

/** There is no such subject. */
export class SubjectUnknown extends CurfewError {
  readonly code = 'ERR_SUBJECT_UNKNOWN';
  readonly status = 404;
}

/** The application does not let this subject be logged out. */
export class SubjectKept extends CurfewError {
  readonly code = 'ERR_SUBJECT_KEPT';
  readonly status = 422;
}

/** There is nothing at that path. */
export class RouteUnknown extends CurfewError {
  readonly code = 'ERR_ROUTE_UNKNOWN';
  readonly status = 404;
}

/** The path exists, for another method. */
export class MethodRefused extends CurfewError {
  readonly code = 'ERR_METHOD';
  readonly status = 405;
  /** What `Allow` says. */
  readonly allow: string;

  constructor(allow: string) {
    super(`use ${allow}`);
    this.allow = allow;
  }
}

/** A logout could not be recorded, or not be confirmed: the token must be taken for alive, and the client tries again. */
export class NotRecorded extends CurfewError {
  readonly code = 'ERR_NOT_RECORDED';
  readonly status = 503;
}
