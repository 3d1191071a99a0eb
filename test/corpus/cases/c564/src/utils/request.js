import axios from 'axios'
import { ElMessage, ElMessageBox } from 'element-plus'
import router from '@/router'
import { getToken, removeToken } from '@/utils/auth'

const service = axios.create({ baseURL: import.meta.env.VITE_BASE_API, timeout: 10000 })

service.interceptors.request.use((config) => {
  if (getToken()) config.headers['X-Token'] = getToken()
  return config
})

let asking = false

// 登录已失效：清除本地信息并跳转到登录页
function logoutLocally() {
  removeToken()
  sessionStorage.clear()
  router.replace(`/login?redirect=${encodeURIComponent(router.currentRoute.value.fullPath)}`)
}

service.interceptors.response.use(
  ({ data }) => {
    if (data.code === 50014 || data.code === 50008) {
      if (!asking) {
        asking = true
        ElMessageBox.confirm('登录状态已过期，请重新登录', '系统提示', { type: 'warning' })
          .then(logoutLocally)
          .finally(() => { asking = false })
      }
      return Promise.reject(new Error(data.message))
    }
    return data
  },
  (error) => {
    if (error.response?.status === 401) logoutLocally()
    else ElMessage.error(error.message)
    return Promise.reject(error)
  },
)

export default service
