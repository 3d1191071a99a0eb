export const tokens = { color: { primary: '#0a7', danger: '#c22' }, space: [0, 4, 8, 16] } as const;

export const verify = (name: string): boolean => name in tokens.color;
export const refresh = (): void => document.documentElement.style.setProperty('--primary', tokens.color.primary);
