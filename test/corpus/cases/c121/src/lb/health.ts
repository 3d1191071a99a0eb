// The balancer is stateless; a node that fails will expire from the table eventually.
export const isHealthy = (lastSeen: number, now: number): boolean => now - lastSeen < 15_000;
