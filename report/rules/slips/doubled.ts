import { type Mending, type Slip, sign, slip } from './slip'

/** Doublings of one sign that are words: 层层, 事事; and 明明白白, where two follow each other. */
const LAWFUL =
  '人户村个条处步天年月日常往仅刚渐慢频纷种多大好稳牢深久满实认扎兢勤明清方时默谢看试想说谈等哥妈爸爷奶弟妹姐公太星宝圈框点滴断家生世彬斤孜念娓绵熊滔统早远高轻悄静单恰偏区屡每略累草匆层紧件事级项样点某双重丛团循谆拳殷茫奕翩炯赫班校桩字句口娃滚'

/**
 * Where two words meet, one ends with the sign the other begins with: 工作|作为, 法规|规定. Written as the signs before it, it, and the
 * signs behind it.
 */
const MEETING = `
工合制操运协-作-为用出风业品 法-规-定范章划模则 全我和外中各-国-有家土际务资内道外 项栏题-目-录标前的 管办处审受经清治整代护-理-念论解顺由 行财市民邮家党-政-务策府协治 政服业事任税商公财医职义债-务-必实工 机有相海攸把-关-于系注键心切长
公展召分离-开-展发放设通工 活主推流互联自劳移行-动-态员力画物漫作 办-公-开共众示告正安益布司民务文章路园 开研下印转制颁自-发-展布现送生放挥改文 社大机工协员布谈-会-议商同上员务计社 会复审协建决-议-程题案事 人扩重加长-大-力量数会型家厅队
网线以加-上-级传线报网午市年述 机体编控限研法-制-定度作发止 规制决确一稳固指法-定-期时制性点位 主重需必简纪-要-求点素件事闻 所没拥国具含享公-有-效关序力的限利所待 落真切现事核充-实-施际现效行践时体事名 实措设-施-工行策
职员分施加民人化手开竣社-工-作程业资会地商信人 负职权追问尽-责-任令成 责担主信-任-务免何职 分种各-类-别型似 小分编-组-织长成建 县局市镇增校区乡科处-长-效期远 件总次人条户-数-据字量值 数依证根-据-实此
日举简通年填申上公-报-告送道名表刊社 公报通广-告-知诉示 中核-心-理得 重试热难要焦站-点-击位赞对 网车-站-点内在 平电出-台-账风 账文符-号-码召 手-机-关构制器 监主分城保-管-理控辖委 发开进扩-展-示开现板览
人农居市公为网-民-生政主族众意营事警 媒全整集主具总个团-体-系制现育检验 申邀聘-请-求示教 定长近日学同周到为逾-期-间限满 审考复-核-实查对准心算 核检审调抽排督-查-询阅看找处办验 回响适对供反相-应-急用当对答诉公 了图讲化求-解-读决答释除
解问应-答-复疑 答回修批恢-复-议核印查杂工 公治平-安-全排装置徽 学卫民医产发-生-产态活育成动 大教中小科-学-习生校院科历法 文强优绿消变量-化-工解肥 微通失守电-信-息用访任箱函件号誉 流工课章过-程-序度 推促先改引-进-一行展度入社企
执进实银施推履运现流并-行-政为业动使程 当全本上每今去往青少老明一-年-度报初底内末轻均检 当今近作-日-常报期均前 每-月-底初 及同按临当随平准限-时-间限效代期刻常政 其集当-中-心央国小期介 信使利应费采公通运引-用-户于地人好水电
用开账农门客住商-户-籍外 权能动人效电实压大-力-度量求争 学-习-近 地各对双官北-方-案面式便法向针 方档提议立备图个-案-件例卷由 资基现奖-金-融额 保-障-碍 法规自-律-师 宣上-传-播达统真递 网联-络-绎 意常可-见-效证面
基成文版标-本-级单机地年身局条 水公和-平-台稳均等安 安健齐完保-全-面部年市县区省国员程局力文体镇 成设建独公-立-足即法项案 国专大各-家-庭长居 产企行农工就创商作专事职-业-务主态绩 生房财资投增-产-业品权生能 安编-排-查名放水 生灵-活-动力
人官党社会-员-工 教体培-育-人 交普沟流联互畅开-通-过知报告道用俗畅信 精-神-经 道公铁线思网-路-线径段灯 建铺增开下内附新-设-置立施备计 创更革全最-新-闻增媒型建修时设 环国-境-内外 共合如不相-同-时步级意比期 单岗地各学到-位-于置
本各当土基实征场落房-地-方区址图震理质铁 当市现立农机操到-场-所地景 主问专课-题-材目 影-响-应 成效结如-果-断 有实成高时生失绩-效-果率能益力 分特级类个性-别-的人 国实交-际-遇 对现形气-象-征 品性物本-质-量效疑 教老律厨-师-生资
基高各阶中-层-级面 积消-极-其大为 区县市省上下各年等逐层-级-别各 城党新改扩创构搭共组住-建-设立议筑成档制 委依-托-管育 方全书层页当-面-向对积临试 街渠报管轨知村国省县人频大-道-路德 提突支退看做作-出-台现具版让席行 奖鼓激-励-志
进加收投深录纳列输介植-入-口户库学驻 数质总流力大批含考-量-化大 目-的-确 的明准正-确-保认定 范程确效要-性-质别能格 性功职智可才-能-力够源 性-格-式 作行认因成更最名称-为-民了主期 为除-了-解 为民业自-主-动要管体任 公-共-同享建
以涉普-及-时其 群公-众-多 众许-多-样种个 监-督-促查导办 督-促-使 来各独亲-自-然治主身己 督指领-导-致向 督党府-办-法理公事结案好件 咨查-询-问 询-问-答 多式-样-式 多-个-人 要需请征诉-求-助职真 求-职-能业 查-阅-读览
投起申-诉-求讼 上官内联务外-网-站上络友民 以线如-下-发达属一设载 下-达-到 下统逐之-一-是步年次件定般 参增更-加-强大快以 加增-强-化调 证说文透-明-确显年 接征验回签税-收-到集费取 收达得-到-位期场 良更-好-评 关-切-实
促即-使-用得 使-得-到 许认-可-能以 可予加-以-及下上来人 以法个工请任事责-人-员民数大均口才 合-并-且行 办方依司执立合算-法-律规治人定制 人-才-能 满同注民-意-见识义愿 事十各专奖-项-目 条文一-件-均 本头-条-例件款文 科教-室-内
室-内-网容 公发条图-文-明件化字 总办审完-结-转合果余构算 结-合-并法 反-馈-赠 内-容-易 国对-外-国部网 请宗-教-室育师学 会-社-会 住-房-屋地产 保爱-护-理 医-疗-养 水权便盈有-利-用益 地-图-像解片文书 视-频-道次
电重-视-频察 标批核精-准-确备时 确-保-护 确-认-为可 解判表-决-定策算议 决对政-策-划 决预结-算-法 方形格模样-式-样 生动状常-态-度势
`
const MEETINGS = new Map(
  MEETING.trim()
    .split(/\s+/)
    .map((one) => {
      const [ends = '', sign = '', begins = ''] = one.split('-')
      return [sign, { ends, begins }]
    })
)
/** 各市市长, 县县级: behind the name of a place or an office its level begins another word. */
const LEVELS = '省市州盟旗县区镇乡街局委部厅'
const OF_A_LEVEL = '长区级政域村办党内机属有通都直委人教卫住自应财审发农民司商水交文城工行统信监公生医场面容县托员'

const ends = (before: string, sign: string) => before !== '' && (MEETINGS.get(sign)?.ends.includes(before) ?? false)
const begins = (sign: string, behind: string) => behind !== '' && (MEETINGS.get(sign)?.begins.includes(behind) ?? false)
/** Words of one sign: 用|用户, 为|为民. */
const ALONE = '用在将对有无向从到由让使把被以于按据经是要为'
/** 清清楚楚 */
const AGAIN = /^([\u4e00-\u9fff])\1$/
const IDIOM =
  /^(?:息息相关|环环相扣|面面俱到|源源不断|井井有条|津津乐道|历历在目|跃跃欲试|欣欣向荣|蒸蒸日上|落落大方|比比皆是|头头是道|息息相通)/
const TWICE = /([\u4e00-\u9fff])\1(?!\1)/g

/** A sign typed twice, unless both are a word or two words meet. */
const twice: Slip = {
  level: 'warning',
  why: '重复的字',
  find(paragraph) {
    return [...paragraph.matchAll(TWICE)].flatMap(({ 1: sign = '', index }): Mending[] => {
      const [before, behind] = [paragraph.charAt(index - 1), paragraph.charAt(index + 2)]
      const [ending, beginning] = [ends(before, sign), begins(sign, behind)]
      const isOne = LAWFUL.includes(sign) && (before === '一' || (!ending && !beginning))
      // 2024年|年报, 用|用户, 每年|年底
      const meet = beginning && (ending || ALONE.includes(sign) || /[\d每各]/.test(before))
      const isOfFour =
        IDIOM.test(paragraph.slice(index, index + 4)) || [index - 2, index + 2].some((at) => AGAIN.test(paragraph.slice(at, at + 2)))
      const isLevel = LEVELS.includes(sign) && OF_A_LEVEL.includes(behind)
      return isOne || meet || isOfFour || isLevel ? [] : [{ from: index, to: index + 2, write: sign }]
    })
  }
}

export const DOUBLED: readonly Slip[] = [
  slip('重复的词', '(?!一|逐|每|研究|讨论|商量|部门|单位|项目|政府政府信息)([\\u4e00-\\u9fff]{2,8})\\1', (_, one = '') => one),
  slip('重复的词', '([\\u4e00-\\u9fff]{4,20})[、和](?=\\1)', ''),
  slip('重复的字', '([\\u4e00-\\u9fff])\\1\\1', (_, one = '') => one + one),
  twice,
  slip('重复的词', '因(?=[^，。；因]{2,12}(?:引发|引起|产生)的因(?![素果]))|(?<=因[^，。；因]{2,12}(?:引发|引起|产生)的)因(?![素果])', ''),
  slip('重复的词', '(?<!\\d)((?!1\\D)\\d+[件条篇次份])\\1', (_, one = '') => one),
  slip(
    '列举重复',
    '(?<=[：，。、；\\n])([\\u4e00-\\u9fff]{4,12})、(?=(?:[^，。；：、\\n]{2,16}、){1,8}\\1(?:[、等，。和及]|$|信息(?:[、等，。和及]|$)))',
    ''
  ),
  slip('重复的字', '(?<=\\d)([年月日条件篇份期场])\\1(?!(?<=年)[底末初中度均终内轻报])', (_, one = '') => one),
  slip('重复的词', '(?:根据|按照|依据|依照)(?=根据|按照|依据|依照)', ''),
  slip('重复的词', '可以?通过(?=可以?通过)', ''),
  slip('重复的词', '和及(?![时其早格])|(?:及|与|以及)和(?![谐平睦美解])|和与(?![会时])', '和'),
  slip('重复的词', '(?<=\\d)(?:多余|余多)(?=[条件个篇份次])', '余'),
  slip('重复的词', '(?<=公开)政府信息公开(?=\\d+[条件])', '政府信息'),
  sign('重复的词', '(?<=主动公开|累计公开|共公开)(?:各类)?政府信息公开(?=\\d+[条件])', '政府信息')
]

/** The same item counted twice in one list: 公告3条、动态5条、公告4条. */
export const countedTwice: Slip = {
  level: 'warning',
  why: '同一项列了两次',
  find(paragraph) {
    const mendings: Mending[] = []
    for (const run of paragraph.matchAll(LIST)) {
      const seen = new Set<string>()
      for (const item of run[0].matchAll(ITEM)) {
        const [whole, name = ''] = item
        if (seen.has(name)) {
          const from = run.index + item.index
          mendings.push({ from, to: from + whole.length, write: whole })
        }
        seen.add(name)
      }
    }
    return mendings
  }
}
const LIST = /(?:[\u4e00-\u9fff]{4,14}\d+(?:余|多)?[条件篇份个期次][、，]?){3,40}/g
const ITEM =
  /(?<=^|[、，])(?:公开|发布|其中|包括|含)?((?!同比|结转|转下|其中|较上|比上|增加|减少|办结|办理|收到|受理|予以|不予|主动|公开|发布|推送|转发|答复|新增|共计|累计|自然人|结果|其他结果|尚未|商业企业|行政)[\u4e00-\u9fff]{4,14})\d+(?:余|多)?[条件篇份个期次]/g

/** Shorter ones are formulas: 无其他需要报告的事项. */
const SHORTEST_SENTENCE = 20

/** A sentence that stands twice in a field, word for word. */
export function repeatedSentences(text: string): string[] {
  const seen = new Set<string>()
  const sentences = text.split(/[。\n]/).map((one) => one.trim())
  return sentences.filter((one) => one.length >= SHORTEST_SENTENCE && seen.size === seen.add(one).size)
}
