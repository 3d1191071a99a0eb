const UNITS: Readonly<Record<string, number>> = {
  s: 1e3,
  m: 6e4,
  h: 36e5,
  d: 864e5,
  w: 6048e5,
  mo: 2592e6,
  y: 31_557_600_000,
};

/** `7d`, `15 minutes`, `3600` as jsonwebtoken and jose read them: a number is seconds, a bare text of digits ms. */
export function spanOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1e3;
  if (typeof value !== 'string') return undefined;
  const match =
    /^\s*(\d+(?:\.\d+)?)\s*(ms|milliseconds?|msecs?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|y|yrs?|years?)?(\s+(from now|ago))?\s*$/i.exec(
      value,
    );
  if (!match) return undefined;
  const unit = (match[2] ?? 'ms').toLowerCase();
  if (unit.startsWith('ms') || unit.startsWith('milli')) return Number(match[1]);
  return Number(match[1]) * (UNITS[unit.startsWith('mo') ? 'mo' : (unit[0] ?? 's')] ?? 1e3);
}
