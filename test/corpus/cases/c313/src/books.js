const books = [{ id: '1', title: 'The Trial' }];

export const resolvers = {
  Query: { books: () => books, book: (_, { id }) => books.find((book) => book.id === id) },
  Mutation: {
    addBook: (_, { title }) => {
      const book = { id: String(books.length + 1), title };
      books.push(book);
      return book;
    },
  },
};
