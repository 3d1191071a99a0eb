import Link from 'next/link'
import { useRouter } from 'next/router'
import fetchJson from '../lib/fetchJson'
import useUser from '../lib/useUser'

export default function Header() {
  const { user, mutateUser } = useUser()
  const router = useRouter()

  const signOut = async (e) => {
    e.preventDefault()
    await fetchJson('/api/logout', { method: 'POST' })
    mutateUser({ isLoggedIn: false }, false)
    router.push('/login')
  }

  return (
    <header>
      <nav>
        <Link href="/">Home</Link>
        {user?.isLoggedIn === true && (
          <>
            <Link href="/invoices">Invoices</Link>
            <a href="#" onClick={signOut}>Logout</a>
          </>
        )}
        {user?.isLoggedIn === false && <Link href="/login">Login</Link>}
      </nav>
    </header>
  )
}
