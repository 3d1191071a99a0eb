const xsrf = () => decodeURIComponent(document.cookie.match(/XSRF-TOKEN=([^;]+)/)?.[1] ?? '')

async function send (method, url, body) {
  const res = await fetch('/api' + url, {
    method,
    credentials: 'include',
    headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': xsrf() },
    body: body && JSON.stringify(body)
  })
  if (!res.ok) throw Object.assign(new Error(res.statusText), { status: res.status })
  return res.status === 204 ? null : res.json()
}

export const get = (url) => send('GET', url)
export const post = (url, body) => send('POST', url, body)
