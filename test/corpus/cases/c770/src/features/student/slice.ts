import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

type Student = { name: string; classId: string; guardians: { name: string; phone: string }[] };

export const student = createSlice({
  name: 'student',
  initialState: null as Student | null,
  reducers: {
    loaded: (_s, a: PayloadAction<Student>) => a.payload,
    renamed: (s, a: PayloadAction<string>) => {
      if (s) s.name = a.payload;
    },
  },
});
