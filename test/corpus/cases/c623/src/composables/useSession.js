import { useRouter } from 'vue-router'
import http from '@/http'
import { useOrdersStore } from '@/stores/orders'
import { useUserStore } from '@/stores/user'

export function useSession () {
  const router = useRouter()
  const stores = [useUserStore(), useOrdersStore()]

  async function logIn (form) {
    await http.get('/sanctum/csrf-cookie')
    await http.post('/login', form)
    await stores[0].fetchMe()
    router.push('/')
  }

  async function logOut () {
    await http.post('/logout')
    stores.forEach((store) => store.$reset())
    router.push('/login')
  }

  return { logIn, logOut }
}
