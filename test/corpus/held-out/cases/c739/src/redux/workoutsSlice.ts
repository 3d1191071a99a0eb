import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

interface Workout {
  id: string;
  startedAt: string;
  minutes: number;
}

const workoutsSlice = createSlice({
  name: 'workouts',
  initialState: [] as Workout[],
  reducers: {
    workoutAdded(state, action: PayloadAction<Workout>) {
      state.push(action.payload);
    },
    workoutRemoved: (state, action: PayloadAction<string>) => state.filter((w) => w.id !== action.payload),
  },
});

export const { workoutAdded, workoutRemoved } = workoutsSlice.actions;
export default workoutsSlice.reducer;
