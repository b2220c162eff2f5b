import { OR, requests, type Subject } from './subject'

const RECEIVE =
  '(?<!不予|不|未|未予|没有)(?:收到|受理|新收|接收到?|接到|收取到|(?<!征)收办|(?<=^|[，。；：、年内度共计])登记|(?<=[年度内共计])收)(?:了)?(?:(?:并|和|、)(?:办理|办结|答复|受理))?'
const CONCLUDE =
  '(?<!未|不予|尚未|未能|延期|逾期|超期|应)(?:办结|办复|已办理|办理完毕|办理完成|办理完结|处理完毕|办理答复|(?:办理)?答复(?:完成|完毕)|答复办[结理])(?:了)?'
const REPLY =
  '(?<!予以公开|部分公开|不予公开|同意公开|类|复议|处理|提供|未|不予|延期|逾期|超期|当场|现场|电话|口头|书面|当面|应|未能)(?:答复|回复)(?:了)?'
const NEXT_YEAR =
  '(?:下|次|明|翌|20\\d\\d)(?:一)?(?:个)?(?:年度|年)(?:度)?(?:继续|再|予以|进行)*(?:办理|答复|处理|办结|办|完毕|完成)*(?:的)?'
const STILL_NEXT_YEAR = '(?:下|次|明|翌)(?:一)?(?:个)?年度?(?:继续|再)(?:办理|答复|处理|办结)'
const CARRY = '(?:结转|转结|顺延|延续|转|移转|延|延期|滚动|跨年|留待|留转)(?:到|至|入|为|在|于)?'
const LAST_YEAR = '(?:上年度|上年|上一年度|上一年|去年|往年|20\\d\\d年度?)(?:末|底|度)?'

/** 收到、办结、结转: what came in and what became of it. */
export const flow: readonly Subject[] = (
  [
    {
      key: 'carried-out',
      rule: 'N-04',
      name: '结转下年度',
      family: 'flow',
      words: [`${CARRY}${NEXT_YEAR}(?:的)?`, STILL_NEXT_YEAR, '跨年度?(?:办理|结转)(?:的)?'],
      after: [
        `(?:政府信息公开)?(?:申请|件)?(?:尚?未到(?:答复|办理)?期限?)?(?:，)?(?:因[^，。；\\d]{2,14}?)?(?:按照[^，。；]{0,12}?|依法|按规定|根据[^，。；]{0,12}?)?(?:将|拟|需|正常|已|则|均)?${CARRY}${NEXT_YEAR}`,
        '(?:政府信息公开)?(?:申请)?(?:将|拟|需)?(?:于|在)下(?:一)?年度?(?:继续)?(?:办理|答复|办结)',
        STILL_NEXT_YEAR,
        '(?:政府信息公开)?(?:申请)?(?:，)?(?:正在|尚在|仍在)(?:办理|处理)'
      ],
      reads: [requests('carried-out')]
    },
    {
      key: 'carried-in',
      rule: 'N-02',
      name: '上年结转',
      family: 'flow',
      words: [
        `${LAST_YEAR}(?:未办结|未办完|未答复|申请|未完成|延期|跨年度|留存并?)?(?:的)?(?:结转|转结|转入|转来|转接|遗留|顺延|延续|流转)(?:过来|[至到]?(?:今年|本年度?|20\\d\\d年度?)|来)?(?:继续)?(?:办理|答复|处理)?(?:的)?`,
        `(?:结转|转结)${LAST_YEAR}(?:未办结|未办完)?(?:继续)?(?:办理)?(?:的)?`
      ],
      after: [`(?:政府信息公开)?(?:申请)?(?:为|系|是|属|属于)?${LAST_YEAR}(?:申请)?(?:结转|转结|转入|遗留|顺延|延续)`],
      reads: [requests('carried-in')]
    },
    {
      key: 'received-and-handled',
      rule: 'N-01',
      name: '收到和办理申请',
      family: 'flow',
      words: [`(?:收到|受理|接收)(?:${OR}?(?:并)?(?:办理|办结|答复|处理)){1,2}`, '(?<!征)收办'],
      reads: [requests('received'), requests('received', 'carried-in'), requests('handled')]
    },
    {
      key: 'to-handle',
      rule: 'N-01',
      name: '新收和上年结转申请',
      family: 'flow',
      words: ['(?:共需|共应|合计应|(?<=^|[，；])应)(?:办理|处理|办)'],
      reads: [requests('received', 'carried-in')]
    },
    {
      key: 'received',
      rule: 'N-01',
      name: '收到申请',
      family: 'flow',
      words: [
        RECEIVE,
        '(?:新增|新收)(?:的)?(?:申请)',
        '(?:(?<=^|[，。；：、（年内度共])|(?<!(?:结转|转结|转入|遗留|延续|顺延|办[结理]|答复)(?:的)?(?:政府信息)?)公开(?:的)?)申请(?:办理|受理)?(?:总量|总数|数量|件数|量|数)'
      ],
      after: [
        '(?:各类)?(?:政府信息公开|信息公开|依申请公开|公开)(?:的)?申请(?!人)',
        '依申请公开(?:件|事项)',
        '(?:申请)?(?:为|系|是|属)?(?:本年度?|当年|今年)(?:新收|新增|新受理)'
      ],
      reads: [requests('received'), requests('received', 'carried-in')]
    },
    {
      key: 'handled',
      rule: 'N-03',
      name: '办结',
      family: 'flow',
      words: [`(?:${CONCLUDE}|${REPLY})`],
      after: [
        '(?:政府信息公开)?(?:申请)?(?:已|均已|均|已经|全部)*(?:按时|按期限?|依法|及时|依规|按规定|在(?:法定|规定)?(?:期限|时限|时间)内|予以|完成)*(?:办结|办理答复|答复|办理完毕|办理完成)(?!率|不)',
        // 19 件已按照规定的时限和程序进行了答复.
        '已(?:经)?(?![^，。；]{0,20}(?:电话|口头|当[面场日天]|现场|网上|邮件|邮寄|提前|延期|先行|补正|征求|协商|沟通|移交))[^，。；、\\d未不]{0,24}?(?:办结|答复|回复|办理完毕)(?=[，。；]|$)'
      ],
      reads: [requests('handled')]
    },
    {
      key: 'dealt-with',
      rule: 'N-03',
      name: '办理申请',
      family: 'flow',
      words: [`(?<!行政机关|结转|继续|下年度|下年|正在|尚在|在)(?:办理|处理|承办)(?:了)?`],
      reads: [requests('handled'), requests('received'), requests('received', 'carried-in')]
    },
    {
      key: 'pending-requests',
      rule: 'N-04',
      name: '结转下年度',
      family: 'flow',
      words: [`(?:结转|正在办理|尚在办理|未办结|在办|办理中|未到期)(?:中)?(?:的)?`],
      reads: [requests('carried-out'), requests('carried-in')],
      weak: true
    },
    {
      key: 'some-requests',
      rule: 'N-01',
      name: '申请',
      family: 'flow',
      words: [
        `${RECEIVE}[^，。；]{0,30}申请`,
        '申请公开(?:政府信息)?',
        '(?:政府信息公开|依申请公开|信息公开)(?:的)?申请(?:办理)?',
        '依申请公开(?:(?:政府|政务)信息)?'
      ],
      after: ['申请(?:均|都|全部)[^，。；]{0,14}(?:答复|回复|办结|办理)'],
      reads: [requests('received'), requests('received', 'carried-in'), requests('handled')],
      weak: true
    }
  ] satisfies Omit<Subject, 'ofRequests'>[]
).map((one) => ({ ...one, ofRequests: true }))
