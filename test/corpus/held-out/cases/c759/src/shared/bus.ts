type Handler<T> = (event: T) => Promise<void> | void;

export interface Events {
  'member.signed_in': { memberId: string; sessionId: string; ip: string };
  'member.signed_out': { memberId: string; sessionId: string };
  'member.locked': { memberId: string };
}

export class Bus {
  private readonly handlers = new Map<keyof Events, Handler<any>[]>();

  subscribe<K extends keyof Events>(name: K, handler: Handler<Events[K]>) {
    this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
  }

  async publish<K extends keyof Events>(name: K, event: Events[K]) {
    for (const handler of this.handlers.get(name) ?? []) await handler(event);
  }
}

export const bus = new Bus();
