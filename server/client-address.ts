/** The address a request came from; Next writes that of the connection where no proxy in front wrote one. */
export function clientAddress({ headers }: Request): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
}
