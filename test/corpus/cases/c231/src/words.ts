const bannedWords = new Map([['spam', 1]]);

export const isBanned = (word: string): boolean => bannedWords.has(word.toLowerCase());
