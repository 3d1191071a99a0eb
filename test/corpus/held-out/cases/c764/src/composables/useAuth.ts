import { readonly, ref } from 'vue';
import {
  getAuth,
  GoogleAuthProvider,
  onAuthStateChanged,
  signInWithPopup,
  signOut as endFirebaseSession,
  type User,
} from 'firebase/auth';
import { useRouter } from 'vue-router';
import { firebaseApp } from '../firebase';

const auth = getAuth(firebaseApp);
const user = ref<User | null>(null);
const ready = ref(false);

onAuthStateChanged(auth, (u) => {
  user.value = u;
  ready.value = true;
});

export function useAuth() {
  const router = useRouter();

  async function loginWithGoogle() {
    const { user: u } = await signInWithPopup(auth, new GoogleAuthProvider());
    localStorage.setItem('lastProvider', 'google');
    return u;
  }

  async function logout() {
    localStorage.removeItem('draft');
    localStorage.removeItem('filters');
    await endFirebaseSession(auth);
    await router.replace('/welcome');
  }

  return { user: readonly(user), ready: readonly(ready), loginWithGoogle, logout };
}
