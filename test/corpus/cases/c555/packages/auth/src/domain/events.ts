export abstract class DomainEvent {
  readonly occurredAt = new Date();
  abstract readonly type: string;
}

export class SessionStarted extends DomainEvent {
  readonly type = 'auth.session.started';
  constructor(readonly sessionId: string, readonly userId: string) {
    super();
  }
}

export class SessionTerminated extends DomainEvent {
  readonly type = 'auth.session.terminated';
  constructor(readonly sessionId: string, readonly userId: string) {
    super();
  }
}

export class PasswordChanged extends DomainEvent {
  readonly type = 'auth.password.changed';
  constructor(readonly userId: string) {
    super();
  }
}
