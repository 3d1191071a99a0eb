import { http } from './http';

export const authApi = {
  requestOtp: (phone: string) => http.post('/otp', { phone }),
  verifyOtp: (phone: string, otp: string) => http.post('/otp/verify', { phone, otp }).then((r) => r.data),
  logout: () => http.post('/logout'),
};
