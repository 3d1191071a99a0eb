export function endSession(): void {
  navigator.sendBeacon('/api/auth/signout');
  sessionStorage.clear();
}
