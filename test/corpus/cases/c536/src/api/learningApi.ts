import { createApi } from '@reduxjs/toolkit/query/react';
import { baseQuery } from './baseQuery';

export const learningApi = createApi({
  reducerPath: 'learning',
  baseQuery,
  tagTypes: ['Course', 'Grade'],
  endpoints: (b) => ({
    courses: b.query<{ id: string; title: string }[], void>({ query: () => '/courses', providesTags: ['Course'] }),
    grades: b.query<Record<string, number>, void>({ query: () => '/grades', providesTags: ['Grade'] }),
  }),
});

export const { useCoursesQuery, useGradesQuery } = learningApi;
