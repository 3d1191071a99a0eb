import request from '@/utils/request'

export const login = (data) => request({ url: '/user/login', method: 'post', data })
export const getInfo = () => request({ url: '/user/info', method: 'get' })
export const logout = () => request({ url: '/user/logout', method: 'post' })
