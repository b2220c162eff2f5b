/** The largest file that is taken from outside. */
export const MOST_BYTES = 20 * 1024 * 1024

/** The sentence that refuses a larger one. */
export const TOO_LARGE = `文件过大，最多 ${MOST_BYTES / 1024 / 1024} MB`

export const tooLarge = () => new Error(TOO_LARGE)
