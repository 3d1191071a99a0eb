import React, { createContext, useContext, useEffect, useState, useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { toast } from 'react-toastify';
import axios from '../api/axios';

const AuthContext = createContext(null);

export function AuthProvider({ children }) {
  const [user, setUser] = useState(null);
  const [loading, setLoading] = useState(true);
  const navigate = useNavigate();

  useEffect(() => {
    const token = localStorage.getItem('mern_token');
    if (!token) {
      setLoading(false);
      return;
    }
    axios
      .get('/users/me')
      .then(({ data }) => setUser(data.user))
      .catch(() => localStorage.removeItem('mern_token'))
      .finally(() => setLoading(false));
  }, []);

  const login = async (email, password) => {
    try {
      const { data } = await axios.post('/users/login', { email, password });
      localStorage.setItem('mern_token', data.token);
      setUser(data.user);
      toast.success(`Welcome back ${data.user.name}`);
      navigate('/dashboard');
    } catch (err) {
      toast.error(err.response?.data?.message || 'Login failed');
    }
  };

  const register = async (payload) => {
    const { data } = await axios.post('/users/register', payload);
    localStorage.setItem('mern_token', data.token);
    setUser(data.user);
    navigate('/onboarding');
  };

  const logout = useCallback(() => {
    localStorage.removeItem('mern_token');
    setUser(null);
    toast.info('Logged out');
    navigate('/');
  }, [navigate]);

  return (
    <AuthContext.Provider value={{ user, loading, login, register, logout }}>
      {!loading && children}
    </AuthContext.Provider>
  );
}

export const useAuth = () => useContext(AuthContext);
