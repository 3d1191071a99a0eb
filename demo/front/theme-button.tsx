import { useState, type ReactNode } from 'react';

type Theme = 'light' | 'dark';

/** What is seen now: what was chosen here, else what the system says. */
function current(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Light or dark, kept over reloads and logouts: it says nothing about anybody. */
export function ThemeButton(): ReactNode {
  const [theme, setTheme] = useState(current);
  const other = theme === 'dark' ? 'light' : 'dark';
  const change = (): void => {
    document.documentElement.dataset['theme'] = other;
    localStorage.setItem('theme', other);
    setTheme(other);
  };
  return (
    <button type="button" className="quiet theme" onClick={change} aria-label={`Switch to ${other}`}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M10 2.8a7.2 7.2 0 0 1 0 14.4z" fill="currentColor" />
      </svg>
    </button>
  );
}
