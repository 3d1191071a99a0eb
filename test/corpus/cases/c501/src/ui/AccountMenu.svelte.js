import { logout, onChange } from '../auth/session.js'

export function accountMenu (navigate, toast) {
  let signedIn = $state(false)
  let busy = $state(false)

  $effect(() => onChange((value) => { signedIn = value }))

  return {
    get signedIn () { return signedIn },
    get busy () { return busy },
    async signOut () {
      busy = true
      try {
        await logout()
        navigate('/goodbye')
      } catch (e) {
        toast.error('Signing out did not work, please try again')
      } finally {
        busy = false
      }
    }
  }
}
