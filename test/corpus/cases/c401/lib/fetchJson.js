export default async function fetchJson(input, init) {
  const response = await fetch(input, init)
  const data = response.status === 204 ? null : await response.json()
  if (response.ok) return data
  const error = new Error(data?.message || response.statusText)
  error.status = response.status
  throw error
}
