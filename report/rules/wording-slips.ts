/** One thing to write otherwise, everywhere it stands in a text. */
export type Slip = {
  rule: 'X-12' | 'X-16'
  level: 'warning' | 'note'
  words: RegExp
  /** The right words; with a function, made from those found. */
  write: string | ((...found: string[]) => string)
  why: string
}

const CHINESE = '[\\u4e00-\\u9fff]'
const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }

const MISTYPED: Readonly<Record<string, string>> = {
  布署: '部署',
  按排: '安排',
  部份: '部分',
  帐号: '账号',
  座右名: '座右铭',
  渠到: '渠道',
  行政法复议: '行政复议',
  决策与公开: '决策预公开',
  政治处罚: '行政处罚',
  可通过可以通过: '可以通过',
  统计部署: '统一部署',
  采访报导: '采访报道',
  合账制度: '台账制度',
  '双随机、两公开': '双随机、一公开'
}

/** X-12 with its one-key repairs. Wrong names and words are warnings, signs and spaces notes. */
export const SLIPS: readonly Slip[] = [
  slip('《中华人民共和国保密法》', '《中华人民共和国保守国家秘密法》', '法律名称'),
  slip(
    '《中华人民共和国(?:信息公开条例|政府信息公开(?:工作条例|(?!条例|规定)[^《》]{2}))》',
    '《中华人民共和国政府信息公开条例》',
    '法规名称'
  ),
  slip('(?<=《政府信息公开)工作(?=条例》)', '', '法规名称'),
  slip('《中华人民共和国信访条例》', '《信访工作条例》', '法规名称'),
  slip('《政府信息公开处理费管理办法》', '《政府信息公开信息处理费管理办法》', '文件名称'),
  slip('(?<=(?:在线|网络|网上|当面|现场)申请、)信息申请|信息申请(?=、(?:当面|现场|在线|网络|网上|传真)申请)', '信函申请', '错别字'),
  slip('计划在(?=配备|增加|招聘|安排|增设)', '计划再', '错别字'),
  slip('截止(?=到?20\\d\\d年|目前|年底|\\d{1,2}月)', '截至', '错别字'),
  slip('己(?=经|于|公开|办结|答复|完成)', '已', '错别字'),
  slip('做为(?!了?好)', '作为', '错别字'),
  slip(Object.keys(MISTYPED).join('|'), (found = '') => MISTYPED[found] ?? found, '错别字'),
  slip('(?!一|逐|每|研究|讨论|商量|部门|单位|项目|政府政府信息)([\\u4e00-\\u9fff]{2,8})\\1', (_, one = '') => one, '重复的词'),
  slip('([\\u4e00-\\u9fff]{4,20})[、，和](?=\\1)', '', '重复的词'),
  slip(
    '(?<!目)的(?=的(?!确))|和(?=和(?![气美睦]))|性(?=性(?![别质能格]))|(?<![作行认因成更最名称])为(?=为)|被(?=被)|或(?=或)|(?<!公)共(?=共(?![同享建]))|(?<!不)了(?=了(?![之解结然]))',
    '',
    '重复的字'
  ),
  slip('([\\u4e00-\\u9fff])\\1\\1', '$1$1', '重复的字'),
  // 镇镇简介; 各镇镇长 and 镇镇通公路 are two words.
  slip(
    '([镇乡局厅])(?=\\1(?![长区级政域村办党内机属有通都]))|([府息众例询载阅督诉策渠径栏])(?=\\2(?![多问读览促查办导求讼相外]))',
    '',
    '重复的字'
  ),
  slip('(?<=^|[\\n。])20[12]\\d(?=[我本全地县市区])', (found = '') => `${found}年`, '缺少“年”'),
  slip(
    '(?<=^|[局委办会厅部院所站关位并和，。、])建(?=建立)|(?<=^|[共局委办会年度中，。、])收(?=收到)|(?<=^|[，。、动全应])公(?=公开)|完(?=完善)|健(?=健全)|(?<![参增追更附])加(?=加强)',
    '',
    '重复的字'
  ),
  slip('因(?=[^，。；因]{2,12}(?:引发|引起|产生)的因(?![素果]))|(?<=因[^，。；因]{2,12}(?:引发|引起|产生)的)因(?![素果])', '', '重复的词'),
  slip('(?<![对就将])政府信息申请公开', '政府信息公开申请', '语序'),
  slip('依法申请公开(?=工作|流程|事项|信息|件)', '依申请公开', '错别字'),
  slip('有效性(?=规范性文件)', '有效', '多余的字'),
  slip('(?<=^|[，。；、,])方面(?=群众|公众|企业|市民|百姓|申请人)', '方便', '错别字'),
  slip('(?<=等)方便(?=均|都|取得)', '方面', '错别字'),
  slip('(?<=^|[，。；、,])极(?=推进|做好|参与|落实|开展|推动)', '积极', '缺少“积”'),
  slip('(?<=^|[，。；、,])分领导', '分管领导', '缺少“管”'),
  slip('(?<=(?:收到|受理|办理)(?:了)?)件(?=依申请|政府信息|信息公开)', '', '多余的字'),
  slip('(?<!\\d)((?!1\\D)\\d+[件条篇次份])\\1', '$1', '重复的词'),
  slip('(?<=[：，。、；\\n])([\\u4e00-\\u9fff]{4,12})、(?=(?:[^，。；：、\\n]{2,16}、){1,8}\\1(?:[、等，。和及]|$))', '', '列举重复'),
  slip('(?<=[部均并])已(?=(?:电子|书面|纸质|口头|网络)(?:化|邮件)?(?:的)?(?:形式|方式))', '以', '错别字'),
  slip(
    '再(?!通过|由|在|经|到|次|从|将|对|把|向|以|利用|于)(?=[\\u4e00-\\u9fff]{2,14}(?:网站|平台|公众号|公开栏)(?:上)?(?:公开|发布|公布))',
    '在',
    '错别字'
  ),
  slip('(?<=^|[\\n。，,])据(?=《[^《》\\n]{2,40}(?:条例|办法|规定|通知|要求)》)', '根据', '缺少“根”'),
  // 得到较好的解决 is a noun; what is done to something is none.
  slip(
    '(?<=准确|较好|更好|很好|及时|认真|积极|主动|快速|扎实|便捷|圆满)的(?=获取|完成(?![情度率质时])|做好|抓好|保证|推动(?![力者]))',
    '地',
    '“的”应为“地”'
  ),
  slip('(?<![\\d.]|均[^，。；]{0,10})\\d+\\.\\d+(?=[余多]?(?:件|条|篇|份|粉丝)(?!\\d))', (found = '') => found, '小数后缺少“万”'),
  slip('(?<=[（(]以下[简统]称[“"《][^（）()《》“”"\\n]{1,20}[》”"])(?=[^）)》”"，。；、\\n]{1,40}[，。；])', '）', '括号不成对'),
  slip('(?<=20\\d\\d年\\d{1,2}月)\\d{1,2}(?=[，。；、,])', (found = '') => `${found}日`, '缺少“日”'),
  slip('(?<=^|[，。；,;\\n])(?<!《[^《》\\n]{0,80})[^《》，。；\\n]{2,30}》', (found = '') => found, '书名号不成对'),
  slip('(?<=邮(?:政)?编码?[：:]?\\s?)(?!\\d{6}(?!\\d))\\d+', (found = '') => found, '邮政编码应为六位'),
  slip('([，。；、])\\1+', (found: string) => found.slice(0, 1), '重复的标点'),
  slip('(?<![\\d.,，．])(\\d*[1-9])余(?=[件条项次个篇份名期场册部人])', (_, number = '') => number, '“余”前应为整数'),
  sign(`(?<=${CHINESE})\\.(?=\\s*(?:\\n|$))`, '。', '标点用全角'),
  sign('、(?=及(?![时早格]))', '', '“及”前不用顿号'),
  sign('(?<=信息)(?=其中[\\u4e00-\\u9fff])', '，', '缺少逗号'),
  sign('(?<=信息)[，,](?=\\d+[条件](?:[，。；]|$))', '', '多余的逗号'),
  sign('其它', '其他', '宜写作“其他”'),
  sign('[﹝\\[(（](20\\d\\d)[﹞\\])）](?=第?\\d+号)', (_, year = '') => `〔${year}〕`, '文号的年份用〔〕'),
  sign('(?<=《[^《》]{0,80})[<＜《]([^<>＜＞《》]+)[>＞》](?=[^《》]{0,80}》)', (_, inner = '') => `〈${inner}〉`, '书名号内的书名用〈〉'),
  sign(`(?<=${CHINESE}|[”》）])[,;:?!](?=${CHINESE}|[“《（])`, (found = '') => FULL[found] ?? found, '标点用全角'),
  sign(`\\((?=[^()]*${CHINESE})([^()（）]*)\\)`, (_, inner = '') => `（${inner}）`, '括号用全角'),
  sign(`(?<=${CHINESE}|[，。；：、”》])[ \\u3000]+(?=${CHINESE}|[“《])`, '', '字间多余的空格'),
  sign('(?<=^|\\n|[。；] {0,8})(\\d{1,2})、(?=[\\u4e00-\\u9fff])', (_, number = '') => `${number}.`, '序号用“1.”')
]

function slip(words: string, write: Slip['write'], why: string): Slip {
  return { rule: 'X-12', level: 'warning', words: new RegExp(words, 'g'), write, why }
}

function sign(words: string, write: Slip['write'], why: string): Slip {
  return { ...slip(words, write, why), level: 'note' }
}

/** The text with one kind of slip mended, and what was found. */
export function mend(text: string, { words, write }: Slip): { found: string[]; text: string } {
  const found = [...text.matchAll(words)].map(([one]) => one)
  if (found.length === 0) return { found, text }
  return {
    found,
    text: typeof write === 'string' ? text.replace(words, write) : text.replace(words, (...match) => write(...(match as string[])))
  }
}

const ORDINALS = '一二三四五六七八九十'
const POINTS = /(?<![\u4e00-\u9fff])([一二三四五六七八九十])(?:是|要)/g
const HEADINGS = /(?<=^|\n)[^\S\n]*（([一二三四五六七八九十])）/g
const ITEMS = /(?<=^|\n)[^\S\n]*(\d{1,2})[.．、](?!\d)/g

/** 一是…三是…三是…. Each new 一 begins another list. */
export function misnumbered(text: string): string[] {
  const lists = [
    { found: [...text.matchAll(POINTS)], print: (n: number) => `${ORDINALS[n - 1]}是` },
    { found: [...text.matchAll(HEADINGS)], print: (n: number) => `（${ORDINALS[n - 1]}）` },
    { found: [...text.matchAll(ITEMS)], print: (n: number) => `${n}.` }
  ]
  return lists.flatMap(({ found, print }) => {
    const numbers = found.map(([, sign = '']) => (/\d/.test(sign) ? Number(sign) : ORDINALS.indexOf(sign) + 1))
    return numbers.flatMap((number, i) => {
      const before = numbers[i - 1]
      return before === undefined || number === 1 || number === before + 1 ? [] : [`“${print(before)}”之后是“${print(number)}”`]
    })
  })
}
