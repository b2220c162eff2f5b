const MB = 1024 * 1024

/** Resident bytes at which the reader process is killed. */
export const MOST_MEMORY = 700 * MB
/** Its JavaScript heap, in MB. */
export const MOST_HEAP_MB = 512
/**
 * Resident bytes at which it is replaced after an answer; idle it takes some 120 MB. Starting it takes half a second, and a moment of
 * the server.
 */
export const WORN_MEMORY = 270 * MB
/** Milliseconds of processor time for one file: what takes more is assumed to hang. */
export const LONGEST = 20_000
/**
 * Milliseconds by the clock, from handing a file to a process that may still have to load its program. Only a process that gets no
 * processor takes so long, which is no file's fault.
 */
export const LONGEST_WAIT = 120_000
/** Characters of its answer: a list of 20,000 lines with every column filled. */
export const MOST_ANSWER = 8 * MB
/** Files that are read or wait for it. */
export const MOST_WAITING = 4
/** The largest file that is taken from outside. */
export const MOST_BYTES = 20 * MB
/** The sentence that refuses a larger one. */
export const TOO_LARGE = `文件过大，最多 ${MOST_BYTES / MB} MB`

/** An error with that sentence. */
export const tooLarge = () => new Error(TOO_LARGE)
