import { computed, ref } from 'vue'
import { defineStore } from 'pinia'
import { useRouter } from 'vue-router'
import { useProfileStore } from './profile'
import { client } from '@/services/client'

export const useAuthStore = defineStore('auth', () => {
  const router = useRouter()
  const sessionId = ref<string | null>(null)
  const isAuthenticated = computed(() => sessionId.value !== null)

  async function login(email: string, password: string) {
    const { data } = await client.post('/sessions', { email, password })
    sessionId.value = data.id
    await useProfileStore().load()
    router.push({ name: 'dashboard' })
  }

  async function logout() {
    await client.delete(`/sessions/${sessionId.value}`)
    sessionId.value = null
    router.push({ name: 'login' })
  }

  return { sessionId, isAuthenticated, login, logout }
})
