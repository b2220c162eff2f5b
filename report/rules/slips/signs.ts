import { ORDINALS } from './numbering'
import { asIs, CHINESE, type Mending, type Slip, sign, slip } from './slip'

const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }

/** Nouns behind which nothing goes on without a sign: 热点问题2021年…, 等各类信息二是…. */
const ENDS_CLAUSE =
  '问题|工作|情况|信息|服务|制度|要求|内容|机制|水平|能力|建设|质量|需求|权益|关切|公开|管理|监督|落实|答复|培训|实效|成效|实处|到位|提升|发展|保障|更新|部分|作用|进展|效果|便利|渠道|效率'

/** Half width beside Chinese signs. Read first, as whatever else is looked for stands between signs of full width. */
export const WIDTH: readonly Slip[] = [
  sign(
    '标点用全角',
    `(?<=${CHINESE}|[”》）%])[,;:?!](?=${CHINESE}|[“《（(\\d]|\\s*$)|(?<=\\d)[,;:?!](?=${CHINESE}|[“《（(]|\\s*$)`,
    (found = '') => FULL[found] ?? found
  ),
  sign('标点用全角', `(?<=${CHINESE}|[”》）])\\.(?=\\s*$)|(?<=${CHINESE}{2})\\.(?=${CHINESE})`, '。'),
  sign('括号用全角', `\\((?=[^()]*${CHINESE})([^()（）]*)\\)`, (_, inner = '') => `（${inner}）`),
  sign('字间多余的空格', `(?<=${CHINESE}|[，。；：、”》])[ \\u3000]+(?=${CHINESE}|[“《])`, '')
]

/** Punctuation: doubled, missing, too much, of half width. Most may be meant so: notes. */
export const SIGNS: readonly Slip[] = [
  sign(
    '缺少逗号',
    '(?<=进行(?:了)?(?:主动)?(?:公开|公示|发布|更新|公布))(?=(?:加强|强化|健全|推进|不断|进一步|切实|确保)(?![的和与、]))',
    '，'
  ),
  sign(
    '缺少逗号',
    '(?<=工作|信息|公开|事项)(?=(?:完成|实现|建立|开展)了)(?<=(?:做好|抓好|落实|推进|公开|发布|建立|完善|完成)了[^，。；的]{2,12})',
    '，'
  ),
  slip('缺少“（”', '(?<=网站|门户网)(?=https?:)', '（'),
  sign('句号应为逗号', '。(?<=^(?:按照|根据|依据|结合)[^，。；：]{9,60}(?:要求|规定|精神|部署|实际)。)$', '，'),
  slip('逗号应为冒号', '(?<=(?:汇报|报告|公布|通报|总结|公开|说明)如下)，(?![请敬欢特以])', '：'),
  sign(
    '缺少逗号',
    '(?<=为(?:指导|统领|抓手|主线|契机|目标|导向|重点|核心|根本|遵循))(?=(?:深入|认真|全面|坚持|贯彻|紧紧|不断|积极|扎实|持续|切实|严格|着力)[\\u4e00-\\u9fff])',
    '，'
  ),
  sign(
    '缺少逗号',
    '(?<=(?:会议|讲话|全会|二十大|文件|条例)精神)(?=(?:认真|严格|全面|积极|扎实|紧紧|坚持|按照|结合|围绕)[\\u4e00-\\u9fff])',
    '，'
  ),
  sign('缺少顿号', '(?=习近平|党的|党中央|[省市区县州]委、)(?<=精神|《[^《》]{2,20}条例》)', '、'),
  sign('缺少句号', '(?<=[a-z/]）)(?=对(?!应)|如[对有需]|若[对有]|欢迎|联系)', '。'),
  slip('缺少顿号', '(?<=政府信息公开行政复议|平台建设|监督保障|信息管理)(?=行政诉讼情况|存在的主要问题)', '、'),
  slip('逗号应为顿号', '(?<=(?:由|包括|含)(?:“?总体情况”?|概述))，(?=[^，。；]{2,24}、)', '、'),
  sign(
    '逗号应为顿号',
    '，(?<=(?:包括|涉及|涵盖|包含)[\\u4e00-\\u9fff]{2,6}，)(?=(?:[\\u4e00-\\u9fff]{2,6}[，、]){1,6}[\\u4e00-\\u9fff]{2,6}等)(?=[^。；]{0,40}、)',
    '、'
  ),
  sign('句号应在括号外', '。）(?<=[：:][\\d—－-]{7,16}。）)', '）。'),
  slip('多余的冒号', '(?<=由)：(?=总体情况)', ''),
  sign('逗号应为顿号', '(?<=知情权|参与权|表达权|监督权|被申请行政复议)，(?=(?:参与|表达|监督|知情)权|提起行政诉讼情况)', '、'),
  sign('多余的标点', '(?<=应公开)[、，](?=尽公开)', ''),
  slip(
    '缺少逗号',
    '(?=根据|按照|依据|现将)(?<=简称[^）]{2,20}）)|(?<=不公开为例外)(?=(?:着力|深化|扎实|积极|全面|不断|进一步|切实|持续))',
    '，'
  ),
  slip('重复的标点', '([，。；、：%％])\\1+', (_, one = '') => one),
  slip('标点连用', '[，、；：](?=[。；])|[。；](?=[，、])|[，：](?=[、：])|、(?=，)|：(?=，)', ''),
  slip(
    '缺少标点',
    `(?<=[，；、][\\u4e00-\\u9fff、]{2,20}(?:${ENDS_CLAUSE}))(?=20\\d\\d年(?:度)?(?:，|我|共|全|本|累计))(?<!关于[^，。；《》]{0,40})`,
    '。'
  ),
  sign('缺少逗号', '(?<=信息|材料|文件|事项)(?=其中[\\u4e00-\\u9fff])', '，'),
  sign(
    '缺少逗号',
    '(?=(?:[我本][局镇县区市委办院乡厅校]|[省市县区][\\u4e00-\\u9fff]{2,6}局|[我本](?:单位|机关|街道|中心))(?:认真|高度|严格|积极|坚持|始终|结合|扎实|全面|紧紧|深入|切实))(?<=[\\u4e00-\\u9fff]{4}(?:部署|要求|精神|规定|安排|指导下|领导下|支持下|统筹下))(?<!《[^》]{0,40})',
    '，'
  ),
  sign(
    '缺少逗号',
    '(?<=(?<![\\d.])\\d{1,6}[件条篇份次]|[\\u4e00-\\u9fff]\\d{1,6}余?[件条篇份次])(?=其中|同比|内容(?:涉及|涵盖|包括|主要)|主要(?:涉及|包括|涵盖))',
    '，'
  ),
  sign('多余的逗号', '(?<=信息)[，,](?=\\d+[条件](?:[，。；]|$))', ''),
  sign('括号前多余的标点', '[，、；](?=[（(](?!一|二|三|四|五|六|\\d|[1-9]|以下|[①-⑩])[^（）()]{0,20}\\d)', ''),
  sign('“及”前不用顿号', '、(?=及(?![时早格第其]))', ''),
  sign(
    '“和”前不用顿号',
    '、(?=(?:和|与(?![\\u4e00-\\u9fff]{2,6}(?:关系|相关|有关|密切)))(?![谐平睦美县田顺静龙硕布合解时会其此]))(?<=[\\u4e00-\\u9fff”》]、)',
    ''
  ),
  sign(
    '“等”前不用顿号',
    '[、，](?=等(?:[，。；、）]|方面|各类|多种|多个|信息|内容|工作|渠道|平台|方式))(?<![一二三四五六七八九十\\d]、)',
    ''
  ),
  slip('括号不成对', '^[一二三四五六七八九十][）)]', (found = '') => `（${found.charAt(0)}）`),
  sign('序号用“1.”', '(?<=^|[。；] {0,8})(\\d{1,2})、(?=[\\u4e00-\\u9fff])', (_, number = '') => `${number}.`),
  sign('文号的年份用〔〕', '[﹝\\[(（【](20\\d\\d)[﹞\\])）】](?=第?\\d+号)', (_, year = '') => `〔${year}〕`),
  slip('文号缺少括号', '(?<=[字发函办秘规通])〔?(20\\d\\d)〕?(?=\\d{1,4}号)(?<!〔20\\d\\d〕)', (_, year = '') => `〔${year}〕`),
  sign(
    '书名号内的书名用〈〉',
    '[<＜《](?<=《[^《》]{0,80}[<＜《])([^<>＜＞《》]+)[>＞》](?=[^《》]{0,80}》)',
    (_, inner = '') => `〈${inner}〉`
  )
]

/**
 * 一是 and its like begin a clause: a sign is lost before one whose neighbour stands in the paragraph too, or where a clause ends. 之一是, 统一是 are words.
 */
const ORDINAL =
  /(?<=[\u4e00-\u9fff）”]|\d[条件次个篇份项])(?<![之统唯第万逐其十归专进]|主要|重点|分别|首先|其中|具体|一方面)([一二三四五六七八九])是(?!否)/g
const CLAUSE_ENDS = new RegExp(`(?:${ENDS_CLAUSE})$`)
export const unstopped: Slip = {
  level: 'warning',
  why: '缺少标点',
  find(paragraph) {
    return [...paragraph.matchAll(ORDINAL)].flatMap(({ 1: one = '', index }): Mending[] => {
      const at = ORDINALS.indexOf(one)
      const isListed = [at - 1, at + 1].some((other) => other >= 0 && paragraph.includes(`${ORDINALS.charAt(other)}是`))
      if (!isListed && (at === 0 || !CLAUSE_ENDS.test(paragraph.slice(index - 2, index)))) return []
      return [{ from: index, to: index, write: at === 0 ? '。' : '；' }]
    })
  }
}

/** 请与局办公室联系。（地址：…）: what a bracket tells belongs to the sentence before it. */
export const stopBeforeBracket = sign('句号应在括号后', '(?<=联系|公布|下载|查阅|查询)。(?=（(?:联系)?(?:地址|电话|网址|http))', '')

/** 占 without a comma before it, where others of its paragraph have one. */
const shares = slip('缺少逗号', '(?<=\\d[件条项次个份]|%)(?=占(?:总数|比|全部|申请|办结)?[^，。；]{0,8}\\d)', '，')
export const sharesLikeOthers: Slip = { ...shares, find: (paragraph) => (/，占/.test(paragraph) ? shares.find(paragraph) : []) }

const PAIRS: Readonly<Record<string, string>> = { '（': '）', '《': '》', '“': '”', '〔': '〕', '【': '】', '(': ')' }
const CLOSING = new Map(Object.entries(PAIRS).map(([open, close]) => [close, open]))
/** （ may be closed by ), as nobody sees it. */
const BRACKETS = ['（(', '(（']
/** Nobody opens so many: that is no text. */
const MOST_OPEN = 20
/** How much of the words beside a lonely sign is shown. */
const SHOWN = 12

/** A bracket, a quotation or a title that does not end, or does not begin, in its paragraph. One that is begun again is not closed. */
export const unpaired: Slip = {
  level: 'warning',
  why: '括号、引号或书名号不成对',
  find(paragraph) {
    const open: { sign: string; at: number }[] = []
    const lonely: number[] = []
    for (const { 0: one, index: at } of paragraph.matchAll(/[（）()《》“”〔〕【】]/g)) {
      if (lonely.length + open.length > MOST_OPEN) return []
      const opens = CLOSING.get(one)
      if (opens === undefined) {
        open.push({ sign: one, at })
        continue
      }
      const from = open.findLastIndex(({ sign }) => sign === opens || BRACKETS.includes(sign + opens))
      if (from >= 0)
        lonely.push(
          ...open
            .splice(from)
            .slice(1)
            .map((one) => one.at)
        )
      else if (!isNumber(paragraph, at)) lonely.push(at)
    }
    // What is still being written is closed later.
    const left = /[。；！？）》”]\s*$/.test(paragraph) ? open.map(({ at }) => at) : []
    return [...lonely, ...left].sort((a, b) => a - b).map((at) => shown(paragraph, at))
  }
}

/** 1）, （一），and smileys are no ends of brackets. */
const isNumber = (text: string, at: number) =>
  /[)）]/.test(text.charAt(at)) && /(?:^|[。；，、：\s])(?:\d{1,2}|[一二三四五六七八九十]|[a-z])$/.test(text.slice(Math.max(0, at - 4), at))

function shown(text: string, at: number): Mending {
  const opens = text.charAt(at) in PAIRS
  const [from, to] = opens ? [at, Math.min(text.length, at + SHOWN)] : [Math.max(0, at - SHOWN), at + 1]
  return { from, to, write: asIs(text.slice(from, to)) }
}
