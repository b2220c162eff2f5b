/** What a gap of the pattern asks for, and how a preamble usually says it. */
const SAID: readonly [gap: string, said: RegExp][] = [
  ['【网站名称】', /(?:可|请)?(?:在|登录|访问)([^，。；（(]{2,40}?)(?:网站)?[（(](?:网址[：:])?(?:https?:\/\/|www\.)/],
  ['【网址】', /((?:https?:\/\/|www\.)[\w./~:%?=&#-]{4,100}[\w/])/],
  ['【联系机构】', /请(?:直接)?(?:与|向)([^，。；]{2,40}?)(?:联系|咨询|反映)/],
  ['【地址】', /地址(?:为)?[：:]\s*([^，。；,;、）)]{4,80})/],
  ['【电话】', /电话(?:为)?[：:]\s*([\d（(][\d（）()\-—－转 ]{4,28}\d)/],
  ['【邮编】', /邮(?:政)?编(?:码)?(?:为)?[：:]\s*(\d{6})/]
]

/** A pattern whose gaps are filled with what last year's preamble says of website, address and telephone; the others stay. */
export function fillContacts(pattern: string, before: string): string {
  return SAID.reduce((text, [gap, said]) => {
    const [, found] = said.exec(before) ?? []
    return found ? text.replace(gap, () => found.trim()) : text
  }, pattern)
}
