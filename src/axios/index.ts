export { axiosGuard, type AxiosGuardOptions } from './axios-guard.ts';
