import { rule } from '../../../test/support/lint.ts';

const slice = `
import { createSlice } from '@reduxjs/toolkit';
const slice = createSlice({ name: 'user', initialState: null, reducers: { setUser: (state, { payload }) => payload } });
export const { setUser } = slice.actions;
export default slice.reducer;`;
const leaving = (more = ''): string =>
  `import { setUser } from './user'; export const Nav = () => { const logout = async () => { await axios.post('/logout'); ${more} }; return <a onClick={logout} />; };`;
const store = (reducer: string, before = ''): string => `
import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { persistCombineReducers, persistReducer } from 'redux-persist';
import user from './user';
${before}
export const store = configureStore({ reducer: ${reducer} });`;
const ROOT = "persistReducer({ key: 'root', storage }, root)";
const combined = 'const all = combineReducers({ user });';
const root = (line: string): string =>
  `${combined} const root = (state, action) => { ${line} return all(state, action); };`;
const kept = (stored: string, more?: string): Readonly<Record<string, string>> => ({
  'user.js': slice,
  'Nav.jsx': leaving(more),
  'store.js': stored,
});
const zustand = (more: string): Readonly<Record<string, string>> => ({
  'store.js':
    "import { create } from 'zustand'; import { persist } from 'zustand/middleware'; export const useUser = create(persist((set) => ({ user: null, setUser: (user) => set({ user }) }), { name: 'user' }));",
  'Nav.jsx': `import { useUser } from './store'; export const Nav = () => { const setUser = useUser((one) => one.setUser); const logout = async () => { await axios.post('/logout'); ${more} }; return <a onClick={logout} />; };`,
});

rule('persist-not-purged', {
  wrong: {
    'a root reducer that hands on': kept(
      store(ROOT, root("if (action.type === 'HYDRATE') return action.payload;")),
    ),
    persistCombineReducers: kept(store("persistCombineReducers({ key: 'root', storage }, { user })")),
    'a setter that gets something': kept(store(ROOT, root('')), 'dispatch(setUser(guest));'),
    'a store of Zustand that keeps its user': zustand("navigate('/');"),
  },
  right: {
    'a root reducer that begins anew': kept(store(ROOT, root('if (left(action)) state = undefined;'))),
    'a setter that gets nothing': kept(store(ROOT, root('')), 'dispatch(setUser(null));'),
    'a setter of a store of Zustand that gets nothing': zustand('setUser(null);'),
  },
});
