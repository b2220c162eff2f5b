/** GB 32100—2015: digits and capital letters without I, O, S, V and Z, in the order of their values. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * Whether a text is a 统一社会信用代码: 18 signs, the last of which checks the others (their values weighted by powers of 3,
 * modulo 31).
 */
export function isCreditCode(text: string): boolean {
  if (text.length !== 18) return false
  const values = [...text].map((sign) => SIGNS.indexOf(sign))
  if (values.includes(-1)) return false
  let [sum, weight] = [0, 1]
  for (const value of values.slice(0, 17)) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return values[17] === (31 - (sum % 31)) % 31
}

/** As people type or paste it, as it is stored: capital letters, full-width signs and spaces mended. */
export const tidyCreditCode = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
