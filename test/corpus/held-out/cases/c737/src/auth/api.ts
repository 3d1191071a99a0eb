import wretch from 'wretch';

const w = wretch('/api').options({ credentials: 'include' });

export const authApi = {
  me: () => w.url('/me').get().json<{ id: string; name: string }>(),
  signIn: (email: string, password: string) => w.url('/sign-in').post({ email, password }).json<{ id: string; name: string }>(),
  signOut: () => w.url('/sign-out').post().res(),
};
