import AsyncStorage from '@react-native-async-storage/async-storage';
import { applyMiddleware, combineReducers, createStore } from 'redux';
import { persistReducer, persistStore } from 'redux-persist';
import thunk from 'redux-thunk';
import session from './session';
import account from './account';

const slices = combineReducers({ session, account });
const root = (state, action) => slices(action.type === 'SIGNED_OUT' ? undefined : state, action);

export const store = createStore(persistReducer({ key: 'root', storage: AsyncStorage }, root), applyMiddleware(thunk));
export const persistor = persistStore(store);
