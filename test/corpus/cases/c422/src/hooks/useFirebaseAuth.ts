import { useCallback, useEffect, useState } from 'react';
import {
  GoogleAuthProvider,
  onAuthStateChanged,
  signInWithPopup,
  signOut as firebaseSignOut,
  type User,
} from 'firebase/auth';
import { doc, serverTimestamp, setDoc } from 'firebase/firestore';
import { auth, db } from '../firebase';

const google = new GoogleAuthProvider();

export function useFirebaseAuth() {
  const [user, setUser] = useState<User | null>(auth.currentUser);
  const [ready, setReady] = useState(false);

  useEffect(
    () =>
      onAuthStateChanged(auth, (next) => {
        setUser(next);
        setReady(true);
      }),
    [],
  );

  const signIn = useCallback(async () => {
    const { user: u } = await signInWithPopup(auth, google);
    await setDoc(doc(db, 'users', u.uid), { name: u.displayName, seen: serverTimestamp() }, { merge: true });
  }, []);

  const logout = useCallback(async () => {
    localStorage.removeItem('draft-post');
    sessionStorage.clear();
    await firebaseSignOut(auth);
  }, []);

  return { user, ready, signIn, logout };
}
