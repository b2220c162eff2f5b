/** How a number comes to be typed instead of another, the likeliest first. Shares of what is typed wrongly; only their order counts. */
const SLIPS = { neighbour: 1, doubled: 1, swapped: 1, left: 0.7, digit: 0.15, added: 0.05, other: 0.005 }

/** Keys that lie beside each other, in the row over the letters or on the block at the right. */
const NEIGHBOURS = ['12', '23', '34', '45', '56', '67', '78', '89', '90', '14', '25', '36', '47', '58', '69', '01', '02']
const areNeighbours = (a: string, b: string) => NEIGHBOURS.includes(a + b) || NEIGHBOURS.includes(b + a)

/** How likely it is, from 0 to 1, that somebody who meant one number typed the other: a digit slipped, doubled, swapped, left out. */
export function likelihoodOfSlip(meant: string, typed: string): number {
  if (meant.length === typed.length) {
    const off = [...meant].flatMap((sign, i) => (sign === typed[i] ? [] : [i]))
    const [first = 0, second = -1] = off
    if (off.length === 1) return areNeighbours(meant[first] ?? '', typed[first] ?? '') ? SLIPS.neighbour : SLIPS.digit
    const isSwapped = second === first + 1 && meant[first] === typed[second] && meant[second] === typed[first]
    return off.length === 2 && isSwapped ? SLIPS.swapped : SLIPS.other
  }
  if (typed.length === meant.length + 1) {
    const more = indexLeftOut(typed, meant)
    if (more < 0) return SLIPS.other
    return typed[more] === typed[more - 1] || typed[more] === typed[more + 1] ? SLIPS.doubled : SLIPS.added
  }
  return typed.length === meant.length - 1 && indexLeftOut(meant, typed) >= 0 ? SLIPS.left : SLIPS.other
}

/** Which sign of the longer text has to go to make the shorter one; less than 0 if no single one. */
function indexLeftOut(long: string, short: string): number {
  let i = 0
  while (i < short.length && long[i] === short[i]) i++
  return long.slice(i + 1) === short.slice(i) ? i : -1
}

/** Whoever typed it last, most likely typed it wrongly. */
const RECENT = [200, 40, 15]
const EARLIER = 5

/** How much likelier a cell is wrong for having been typed a moment ago; `recent`: the last one first. */
export function weightOfRecent<At>(recent: readonly At[], at: At): number {
  const i = recent.indexOf(at)
  return i < 0 ? 1 : (RECENT[i] ?? EARLIER)
}
