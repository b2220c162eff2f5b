export const ORDINALS = '一二三四五六七八九十'

type List = { signs: RegExp; print: (number: number) => string }

/** Each kind of number stands for itself: 一是, 第一, （一）, 1., （1）, ①. */
const LISTS: readonly List[] = [
  { signs: /(?<![\u4e00-\u9fff])([一二三四五六七八九十])(?:是|要)/g, print: (n) => `${ORDINALS[n - 1]}是` },
  { signs: /(?<=^|\n)[^\S\n]*[（(]([一二三四五六七八九十])[）)]/g, print: (n) => `（${ORDINALS[n - 1]}）` },
  { signs: /(?<=^|\n)[^\S\n]*([一二三四五六七八九十])、/g, print: (n) => `${ORDINALS[n - 1]}、` },
  { signs: /(?<=^|\n)[^\S\n]*(\d{1,2})[.．、](?!\d)/g, print: (n) => `${n}.` },
  { signs: /(?<=^|\n)[^\S\n]*[（(](\d{1,2})[）)]/g, print: (n) => `（${n}）` },
  { signs: /(?<=^|[\n。；：，])([①②③④⑤⑥⑦⑧⑨⑩])/g, print: (n) => '①②③④⑤⑥⑦⑧⑨⑩'.charAt(n - 1) },
  { signs: /(?<=^|[\n。；：])第([一二三四五六七八九十])(?=[，、是])/g, print: (n) => `第${ORDINALS[n - 1]}` }
]

const numberOf = (sign: string) => (/\d/.test(sign) ? Number(sign) : Math.max('①②③④⑤⑥⑦⑧⑨⑩'.indexOf(sign), ORDINALS.indexOf(sign)) + 1)

/** 一是…三是…三是…. Each new 一 begins another list. */
export function misnumbered(text: string): string[] {
  return LISTS.flatMap(({ signs, print }) => {
    const numbers = [...text.matchAll(signs)].map(([, one = '']) => numberOf(one))
    return numbers.flatMap((number, i) => {
      const before = numbers[i - 1]
      // Sentences begin with 一是; headings of a part may begin in the part before.
      if (before === undefined && number === 2 && numbers[i + 1] === 3 && print(2) === '二是') return ['“二是”之前没有“一是”']
      return before === undefined || number === 1 || number === before + 1 ? [] : [`“${print(before)}”之后是“${print(number)}”`]
    })
  })
}
