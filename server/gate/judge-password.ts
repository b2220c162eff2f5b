import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

const SHORTEST = 8
const LONGEST = 200

/** What makes a password easy to guess, by the library's name for it. */
const WEAKNESSES: Record<string, string> = {
  dictionary: '常用的密码、词语、姓名或拼音',
  spatial: '键盘上连续的键',
  repeat: '重复的字符',
  sequence: '连续的字母或数字',
  date: '日期',
  regex: '年份'
}

/** The rule as it stands beside the field, in the same words as the refusal. */
export const PASSWORD_RULE = `至少 ${SHORTEST} 位，不能全是数字，不能包含用户名或单位名称，也不能容易被猜到：不要只用${Object.values(WEAKNESSES).join('、')}`

/** Guesses as the library counts them; eight characters that mean nothing are worth just as many. */
const GOOD_ENOUGH = 1e8
/** Characters that are judged: the time grows with the length. */
const MOST_JUDGED = 40

/** Whom a password is for: what is known about him to whoever guesses. */
export type Owner = { name: string; units: readonly string[] }

/** All that is wrong with a new password, as the parts of a Chinese sentence; empty if it is good. */
export async function judgePassword(password: string, { name, units }: Owner): Promise<string[]> {
  const plain = password.toLowerCase()
  const contains = (text: string) => text !== '' && plain.includes(text.toLowerCase())
  const faults = [
    password.length < SHORTEST && `新密码至少 ${SHORTEST} 位`,
    password.length > LONGEST && `新密码最多 ${LONGEST} 位`,
    /^\d+$/.test(password) && '新密码不能全是数字',
    contains(name) && '新密码不能包含用户名',
    units.some(contains) && '新密码不能包含单位名称'
  ].filter((fault) => fault !== false)
  const guessable = password === '' ? undefined : await findWeakness(password, [name, ...name.split(/[._-]+/), ...units])
  return guessable ? [...faults, guessable] : faults
}

async function findWeakness(password: string, known: string[]): Promise<string | undefined> {
  const judged = (await openJudge()).check(
    password.slice(0, MOST_JUDGED),
    known.filter((word) => word.length > 1)
  )
  if (judged.guesses >= GOOD_ENOUGH) return undefined
  const made = [...new Set(judged.sequence.flatMap(({ pattern }) => WEAKNESSES[pattern] ?? []))]
  return made.length > 0 ? `新密码容易被猜到，因为其中有${made.join('、')}，请加长，或换成几个不相干的词` : '新密码容易被猜到，请加长'
}

let judge: Promise<ZxcvbnFactory> | undefined

/** The lists take up some megabytes: they are read when the first password is chosen. */
function openJudge(): Promise<ZxcvbnFactory> {
  judge ??= readLists()
  return judge
}

async function readLists(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }, chinese] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('./common-words')
  ])
  return new ZxcvbnFactory({
    graphs: adjacencyGraphs,
    dictionary: {
      ...dictionary,
      chinesePasswords: chinese.CHINESE_PASSWORDS,
      chineseWords: chinese.CHINESE_WORDS,
      chineseNames: chinese.CHINESE_NAMES,
      syllables: chinese.SYLLABLES
    }
  })
}
