export class Session {
  private constructor(
    readonly id: string,
    readonly userId: string,
    readonly startedAt: Date,
    readonly endedAt: Date | null,
  ) {}

  static restore(p: { id: string; userId: string; startedAt: Date; endedAt: Date | null }) {
    return new Session(p.id, p.userId, p.startedAt, p.endedAt);
  }

  end(at: Date) {
    return this.endedAt ? this : new Session(this.id, this.userId, this.startedAt, at);
  }

  get open() {
    return this.endedAt === null;
  }
}
