// TODO: handle quoted line breaks
export const parseLine = (line: string): string[] => line.split(',').map((cell) => cell.trim());
