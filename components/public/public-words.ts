/** How a revision stands, in the words of the metadata block. */
export const VALIDITY = { PUBLISHED: '现行有效', SUPERSEDED: '已被更正', WITHDRAWN: '已撤下' } as const

export type Validity = keyof typeof VALIDITY
