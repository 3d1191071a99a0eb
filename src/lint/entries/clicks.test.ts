import { rule } from '../../../test/support/lint.ts';

const shown = (element: string, leave = "localStorage.removeItem('token'); setUser(null);"): string =>
  `import React from 'react'; export function Head() { const leave = async () => { ${leave} }; return ${element}; }`;

rule('client-only-logout', {
  wrong: {
    'a handler by its name': shown('<button onClick={leave}>Log out</button>'),
    'a text that is translated': shown("<button onClick={leave}>{t('nav.signOut')}</button>"),
    'a title': shown('<Button title="Log out" onPress={leave} />'),
    'a form': shown('<form onSubmit={leave}><button>Sign out</button></form>'),
    'an icon beside the text': shown('<button onClick={leave}><Icon /><span>Logout</span></button>'),
    'a setter of several fields':
      "import { create } from 'zustand'; export const useAuth = create((set) => ({ logout: () => set({ token: null, user: null }) }));",
  },
  right: {
    'a handler that asks the server': shown(
      '<button onClick={leave}>Log out</button>',
      "await fetch('/api/session', { method: 'DELETE' }); localStorage.removeItem('token');",
    ),
    'a dialog that opens': shown('<button onClick={leave}>Log out</button>', 'setOpen(true);'),
    'another button': shown('<button onClick={leave}>Forget me</button>'),
    'a form that goes to the server': shown(
      '<form action="/api/signout" onSubmit={leave}><button>Log out</button></form>',
    ),
    'a link that goes to the server': shown('<a href={`${API}/logout`} onClick={leave}>Log out</a>'),
    'a setter of something else':
      "import { create } from 'zustand'; export const useMap = create((set) => ({ logout: () => set({ zoom: null }) }));",
  },
});
