export type Cents = number & { readonly brand: 'cents' };

export function format(cents: Cents, currency = 'EUR'): string {
  return new Intl.NumberFormat('de-DE', { style: 'currency', currency }).format(cents / 100);
}

export const sum = (...all: Cents[]): Cents => all.reduce((a, b) => (a + b) as Cents, 0 as Cents);
