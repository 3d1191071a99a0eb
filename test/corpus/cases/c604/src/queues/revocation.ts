import { Queue, QueueEvents, Worker } from 'bullmq';
import { connection } from '../redis';
import { withdrawn } from '../stores/withdrawn';

interface Job {
  jti: string;
  exp: number;
  reason: 'logout' | 'locked';
}

export const revocations = new Queue<Job>('revocations', { connection });
export const revocationEvents = new QueueEvents('revocations', { connection });

export const startWorker = () =>
  new Worker<Job>(
    'revocations',
    async ({ data }) => {
      await withdrawn.put(data.jti, data.exp, data.reason);
    },
    { connection, concurrency: 4 },
  );
