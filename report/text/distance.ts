/** How many signs must be put in, left out or changed to make one text of another, if no more than so many. Takes most × length. */
export function distance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined
  let before = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const [left = 0, above = 0, diagonal = 0] = [row[j - 1], before[j], before[j - 1]]
      row[j] = Math.abs(i - j) > most ? most + 1 : Math.min(left + 1, above + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    if (Math.min(...row) > most) return undefined
    before = row
  }
  const last = before[b.length] ?? most + 1
  return last <= most ? last : undefined
}
