/** A whole number in a URL: no sign, no leading zero, no exponent. */
export function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}
