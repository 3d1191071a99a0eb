/** When the server starts: it says at once what is wrong. */
export async function register() {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { curfew } = await import('./lib/curfew.js');
  await curfew.ready();
}
