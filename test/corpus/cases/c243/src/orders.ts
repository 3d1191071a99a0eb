import { events } from './bus';

export function watchOrders(): void {
  events.on('order.placed', (order: { id: string }) => process.stdout.write(`${order.id}\n`));
  events.once('order.paid', (order: { id: string }) => process.stdout.write(`${order.id}\n`));
}
