import { ref } from 'vue'
import { defineStore } from 'pinia'
import { http } from '@/http'
import router from '@/router'

interface Worker { id: string; name: string; department: string }

export const useSession = defineStore('session', () => {
  const worker = ref<Worker | null>(null)

  async function open(code: string, pin: string) {
    worker.value = (await http.post<Worker>('/session', { code, pin })).data
    await router.push({ name: 'tasks' })
  }

  async function close() {
    await http.delete('/session')
    worker.value = null
    await router.push({ name: 'login' })
  }

  return { worker, open, close }
})
