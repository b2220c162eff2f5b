/** The message of an error that was thrown for people to read, a Chinese sentence; undefined for any other error. */
export function sentenceIn(error: unknown): string | undefined {
  return error instanceof Error && /[\u4e00-\u9fff]/.test(error.message) ? error.message : undefined
}
