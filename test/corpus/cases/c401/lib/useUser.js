import { useEffect } from 'react'
import Router from 'next/router'
import useSWR from 'swr'
import fetchJson from './fetchJson'

export default function useUser({ redirectTo = '' } = {}) {
  const { data: user, mutate: mutateUser } = useSWR('/api/user', fetchJson)

  useEffect(() => {
    if (!redirectTo || user === undefined) return
    if (!user?.isLoggedIn) Router.push(redirectTo)
  }, [user, redirectTo])

  return { user, mutateUser }
}
