/** Loaded before a contestant (`--import`): the wall clock of its process is `AHEAD` ms fast. */
const by = Number(process.env['AHEAD']);
const now = Date.now;
Date.now = () => now() + by;
globalThis.Date = new Proxy(Date, {
  construct: (target, values: unknown[], wanted) =>
    Reflect.construct(target, values.length === 0 ? [Date.now()] : values, wanted) as Date,
});
