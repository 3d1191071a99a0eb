import type { DomainEvent } from '../domain/events';

type Handler<E extends DomainEvent = any> = (event: E) => Promise<void> | void;
type EventClass<E extends DomainEvent> = new (...args: any[]) => E;

export class EventBus {
  private readonly handlers = new Map<string, Handler[]>();

  subscribe<E extends DomainEvent>(event: EventClass<E>, handler: Handler<E>): void {
    const list = this.handlers.get(event.name) ?? [];
    this.handlers.set(event.name, [...list, handler]);
  }

  async publish(event: DomainEvent): Promise<void> {
    for (const handler of this.handlers.get(event.constructor.name) ?? []) {
      await handler(event);
    }
  }
}
