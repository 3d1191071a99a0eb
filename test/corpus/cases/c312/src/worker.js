import { Worker } from 'bullmq';
import { render } from './render.js';

new Worker('reports', async ({ data, updateProgress }) => {
  const pages = await render(data.report);
  await updateProgress(100);
  return { pages: pages.length };
});
