import { combineReducers, configureStore, createSlice } from '@reduxjs/toolkit';
import { createApi } from '@reduxjs/toolkit/query';
import { beforeEach, expect, it, vi } from 'vitest';
import { later, settled, type Later } from '../../test/support/client/later.ts';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { epochMiddleware, redux, resettable, rtkQuery } from './index.ts';

const who = createSlice({
  name: 'who',
  initialState: '',
  reducers: { shown: (_state, { payload }: { payload: string }) => payload },
});

function app(session: ClientSession) {
  /** What was asked and has not been answered. */
  const asked: Later<string>[] = [];
  const api = createApi({
    reducerPath: 'people',
    tagTypes: ['me'],
    baseQuery: async (_path: string) => {
      const answer = later<string>();
      asked.push(answer);
      return { data: await answer.promise };
    },
    endpoints: (builder) => ({
      me: builder.query<string, void>({
        providesTags: ['me'],
        query: () => '/me',
        async onQueryStarted(_arg, { dispatch, queryFulfilled }) {
          const { data } = await queryFulfilled;
          dispatch(who.actions.shown(data));
        },
      }),
      rename: builder.mutation<string, string>({ query: (name) => name, invalidatesTags: ['me'] }),
    }),
  });
  const store = configureStore({
    reducer: resettable(session, combineReducers({ who: who.reducer, people: api.reducer })),
    middleware: (standard) =>
      standard({ serializableCheck: false, immutableCheck: false })
        .prepend(epochMiddleware(session))
        .concat(api.middleware),
  });
  session.clears(redux(store), rtkQuery(store, api));
  const me = () => api.endpoints.me.initiate();
  const answerAll = async (answer: string) => {
    for (const one of asked.splice(0)) one.resolve(answer);
    await settled();
    await settled();
  };
  return { api, store, me, asked, answerAll, text: () => JSON.stringify(store.getState()) };
}

let session: ClientSession;
let page: ReturnType<typeof app>;

beforeEach(() => {
  vi.stubGlobal('localStorage', new MemoryStorage());
  session = openSession();
  page = app(session);
  session.start({ session: 'a', accessToken: 'at-a' });
  return () => {
    page.store.dispatch(page.api.util.resetApiState());
    session.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

it('keeps nothing of what was there', async () => {
  void page.store.dispatch(page.me());
  await page.answerAll('alice@people.test');
  expect(page.store.getState().who).toBe('alice@people.test');
  expect(page.text().match(/alice/g)).toHaveLength(2);
  await session.logout();
  expect(page.text()).not.toMatch(/alice/);
  expect(page.store.getState().people.queries).toEqual({});
});

it('is not filled by a query or a mutation in flight, nor by what follows them', async () => {
  void page.store.dispatch(page.me());
  void page.store.dispatch(page.api.endpoints.rename.initiate('alice'));
  await settled();
  expect(page.asked).toHaveLength(2);
  await session.logout();
  await page.answerAll('alice@people.test');
  session.start({ session: 'b', accessToken: 'at-b' });
  await settled();
  expect(page.text()).not.toMatch(/alice/);
});

it('is not filled by a query in flight when the same is asked again by the next one', async () => {
  void page.store.dispatch(page.me());
  await settled();
  const [first] = page.asked.splice(0);
  await session.logout();
  session.start({ session: 'b', accessToken: 'at-b' });
  void page.store.dispatch(page.me());
  await settled();
  first?.resolve('alice@people.test');
  await settled();
  expect(page.text()).not.toMatch(/alice/);
  await page.answerAll('bob@people.test');
  expect(page.store.getState().who).toBe('bob@people.test');
});

it('asks no more by itself: polls end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  void page.store.dispatch(
    page.api.endpoints.me.initiate(undefined, { subscriptionOptions: { pollingInterval: 100 } }),
  );
  await page.answerAll('alice@people.test');
  await vi.advanceTimersByTimeAsync(150);
  expect(page.asked).toHaveLength(1);
  await page.answerAll('alice@people.test');
  await session.logout();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(page.asked).toHaveLength(0);
  expect(page.text()).not.toMatch(/alice/);
});

it('goes on afterwards as if nothing had been in flight: what a mutation changes is asked again', async () => {
  void page.store.dispatch(page.me());
  await settled();
  await session.logout();
  session.start({ session: 'b', accessToken: 'at-b' });
  page.asked.length = 0;
  void page.store.dispatch(page.me());
  await page.answerAll('bob@people.test');
  void page.store.dispatch(page.api.endpoints.rename.initiate('robert'));
  await page.answerAll('');
  expect(page.asked).toHaveLength(1);
  await page.answerAll('robert@people.test');
  expect(page.store.getState().who).toBe('robert@people.test');
});

it('leaves RTK Query knowing what it runs, as a server must that waits for it', async () => {
  void page.store.dispatch(page.me());
  const second = page.store.dispatch(page.me());
  await settled();
  expect(page.asked).toHaveLength(1);
  const running = page.store.dispatch(page.api.util.getRunningQueriesThunk());
  expect(running).toHaveLength(1);
  await page.answerAll('alice@people.test');
  expect((await running[0])?.data).toBe('alice@people.test');
  expect((await second).data).toBe('alice@people.test');
});
