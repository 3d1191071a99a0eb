import { apiSlice } from './apiSlice';

export interface Note {
  id: string;
  title: string;
  body: string;
}

export const notesApi = apiSlice.injectEndpoints({
  endpoints: (build) => ({
    getNotes: build.query<Note[], void>({
      query: () => '/notes',
      providesTags: (result) =>
        result ? [...result.map(({ id }) => ({ type: 'Note' as const, id })), { type: 'Note', id: 'LIST' }] : [{ type: 'Note', id: 'LIST' }],
    }),
    addNote: build.mutation<Note, Partial<Note>>({
      query: (body) => ({ url: '/notes', method: 'POST', body }),
      invalidatesTags: [{ type: 'Note', id: 'LIST' }],
    }),
  }),
});

export const { useGetNotesQuery, useAddNoteMutation } = notesApi;
