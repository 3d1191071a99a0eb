import ky, { HTTPError } from 'ky'

let accessToken = null
const listeners = new Set()

export const api = ky.create({
  prefixUrl: import.meta.env.VITE_API,
  credentials: 'include',
  hooks: {
    beforeRequest: [(request) => {
      if (accessToken) request.headers.set('Authorization', `Bearer ${accessToken}`)
    }]
  }
})

function set (token) {
  accessToken = token
  for (const fn of listeners) fn(Boolean(token))
}

export function onChange (fn) {
  listeners.add(fn)
  return () => listeners.delete(fn)
}

export async function login (email, password) {
  const { access } = await api.post('auth/login', { json: { email, password } }).json()
  set(access)
}

export async function resume () {
  try {
    const { access } = await api.post('auth/refresh').json()
    set(access)
  } catch (e) {
    if (e instanceof HTTPError && e.response.status === 401) set(null)
    else throw e
  }
}

export async function logout () {
  // ends the session in the database, after that our access token is refused everywhere
  await api.post('auth/logout')
  // there is nothing left to do with the token itself, just forget it
  set(null)
}
