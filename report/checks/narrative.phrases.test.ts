import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { countyReport, verdictsIn } from './narrative/county'

describe('ways of saying what the tables count', () => {
  it.each([
    // 收到
    ['全年收依申请公开件76件。', '76✓'],
    ['本级平台接收到申请书75份。', '75✗'],
    ['年内收到76封信息公开申请。', '76✓'],
    ['公民、法人和其他组织向我县提出的信息公开申请75件。', '75·'],
    ['受理公民、法人和其他组织向我县提出的信息公开申请75件。', '75✗'],
    ['收到依申请公开请求76件。', '76✓'],
    ['收到政府依申请公开75件。', '75✗'],
    ['收到依申请公开办理事项76件，已在时限内答复。', '76✓'],
    ['本年新收申请76件，上年结转4件，共计80件。', '76✓ 4✓ 80✓'],
    ['上年结转4件，本年新收申请76件，合计81件。', '4✓ 76✓ 81✗'],
    // 结转
    ['剩余3件转入下年度办理。', '3✓'],
    ['申请中有4件下一年度继续办理。', '4✗'],
    // 办结
    ['收到申请76件，其中77件在规定时限内完成答复。', '76✓ 77✓'],
    ['收到申请76件，77件按期限答复办结。', '76✓ 77✓'],
    // 处理结果
    ['对33件申请予以公开，5件不公开并说明理由。', '33✓ 5✗'],
    ['答复申请77件，其中公开32件，部分公开12件。', '77✓ 32✗ 12✓'],
    ['答复申请77件，13条非本机关负责公开。', '77✓ 13✓'],
    ['答复申请77件，其中13条属于本机关不掌握相关信息。', '77✓ 13✓'],
    ['答复申请77件，不属于本机关职责权限范围12件。', '77✓ 12✗'],
    ['答复申请77件，涉及商业秘密或个人隐私不予公开2件。', '77✓ 2✓'],
    ['答复申请77件，逾期不补正视为放弃2件。', '77✓ 2✓'],
    // 申请人
    ['收到申请76件，70件申请人均为自然人。', '76✓ 70✓'],
    // 复议、诉讼
    ['因政府信息公开，全县有9件行政复议案件，11件行政诉讼案件。', '9✓ 11✗'],
    ['政府信息公开申请均已答复，收到9件行政复议、10件行政诉讼。', '9✓ 10✓'],
    // 规范性文件、处理决定
    ['制定公布规范性文件6件，清理失效文件2件，现行有效文件41件。', '6✗ 2✓ 41✓'],
    ['制定并主动公开行政规范性文件7件。', '7✓'],
    ['印发《乙县信息发布办法》（乙政〔2024〕3号）等8份规范性文件。', '8✗'],
    ['全县现行有效规范性文件41件，废止失效文件数量同样为2件。', '41✓ 2✓'],
    ['办理行政许可5120件，行政处罚317件，行政强制22件。', '5120✓ 317✗ 22✓'],
    ['全县行政许可5120件、行政处罚300件。', '5120✓ 300·']
  ])('%s', (text, verdicts) => expect(verdictsIn(text)).toBe(verdicts))

  it('an organ by its short name', () => {
    const bureau = { unit: '乙县人力资源和社会保障局', kind: 'department' as const }
    expect(verdictsIn('2024年，县人社局共受理政府信息公开申请75件。', bureau)).toBe('75✗')
    expect(verdictsIn('受理情况如下，2024年县人社局受理政府信息公开申请75件。', bureau)).toBe('75✗')
    expect(verdictsIn('全局接收政府信息公开申请75件。', bureau)).toBe('75✗')
    expect(verdictsIn('2024年，县自然资源局共受理政府信息公开申请75件。', bureau)).toBe('75○')
  })

  it('a town or a zone by itself, whoever it files for', () => {
    const town = { unit: '乙县甲镇人民政府', kind: 'department' as const }
    expect(verdictsIn('我镇收到政府信息公开申请75件。', town)).toBe('75✗')
    const zone = { unit: '乙县经济开发区管委会', kind: 'department' as const }
    expect(verdictsIn('我区收到政府信息公开申请75件。', zone)).toBe('75✗')
    const branch = { unit: '乙市生态环境局甲县分局', kind: 'department' as const }
    expect(verdictsIn('我分局收到政府信息公开申请75件。', branch)).toBe('75✗')
    const office = { unit: '甲区人民政府办公室', kind: 'department' as const }
    expect(verdictsIn('全区收到政府信息公开申请75件。', office)).toBe('75○')
  })
})

describe('less than the whole', () => {
  it.each([
    ['收到申请76件，其中线上办理56件，线下办理20件。', '76✓ 56✓ 20✓'],
    ['答复申请77件，其中网络申请70件，书面申请2件，均已答复。', '77✓ 70· 2·'],
    ['依申请公开答复77件，其中，通过互联网答复50件。', '77✓ 50·'],
    ['收到申请80件，撤回20件，受理50件。', '80✓ 20· 50·'],
    ['答复申请77件，按期答复70件。', '77✓ 70·'],
    ['延期答复的5件申请均已按期答复。', '5·'],
    ['政府信息公开申请中，指导部门办理20件，协助答复10件。', '20· 10·'],
    ['以办公室名义答复申请30件。', '30·'],
    ['累计答复政府信息公开申请300件，其中今年77件。', '300· 77·'],
    ['答复申请77件，因正在调查不予公开2件。', '77✓ 2·'],
    ['申请较多的单位为县住建局20件、县征收办10件。', '20· 10·']
  ])('%s', (text, verdicts) => expect(verdictsIn(text)).toBe(verdicts))
})

describe('something else', () => {
  it.each([
    ['政府信息公开行政复议9件。因工伤认定被提起行政诉讼3件。', '9✓ 3·'],
    ['印发文件120件，其中主动公开90件，依申请公开20件，不予公开10件。', '120✓ 90✓ 20✓ 10✓'],
    ['制发公文100件，公开属性为不予公开的30件。', '100· 30·'],
    ['县里受理信访事项300件。', '300·'],
    ['收到热线平台信件442件，承办95件；全年收到信息公开申请76件。', '442· 95· 76✓'],
    ['办理行政复议答复12件。', '12·'],
    ['公开一般程序行政处罚决定200件。', '200·'],
    ['条例施行以来受理政府信息公开申请300件。', '300○'],
    ['2024年上半年收到申请40件。其中予以公开20件。', '40○ 20○']
  ])('%s', (text, verdicts) => expect(verdictsIn(text)).toBe(verdicts))
})

describe('a list ends', () => {
  it.each([
    ['where its parts make up the whole', '发布信息500条，其中动态300条、公告200条，推送微信900条。', '500✓ 300✓ 200✓ 900·'],
    ['where something else is done', '发布信息500条，其中动态300条、公告100条，推送微信400条。', '500· 300· 100· 400·'],
    ['where something else is counted', '发布信息500条，其中动态300条、公告195条，开展访谈4场，发布解读60条。', '500· 300· 195· 4· 60·'],
    ['before a comparison', '更新信息1200条，其中概况类900条、目录类300条，比上年多100条。', '1200✓ 900✓ 300✓ 100·'],
    ['and names not half of it', '答复申请77件，其中电话沟通2件，其他情形4件。', '77✓ 2· 4·']
  ])('%s', (_, text, verdicts) => expect(verdictsIn(text)).toBe(verdicts))

  it('but is added up where it breaks down the whole', () => {
    expect(verdictsIn('发布信息500条，其中发布动态300条，发布公告210条。')).toBe('500✗ 300· 210·')
  })
})

describe('words that say there was none', () => {
  const rules = (text: string) =>
    check(countyReport(text))
      .filter(({ rule }) => rule === 'N-10')
      .flatMap(({ at }) => at.slice(1))

  it.each([
    ['未收到任何通过电话、网络等方式提出的政府信息依申请公开。', ['requests/received/total']],
    ['没有接到群众要求公开政府信息的申请。', ['requests/received/total']],
    ['本年度未接到公民、法人或其他组织申请。', ['requests/received/total']],
    ['年内未有公民提出政府信息公开申请。', ['requests/received/total']],
    ['本年度未收到依申请公开事项。', ['requests/received/total']],
    ['全年没有收到和处理政府信息公开申请。', ['requests/received/total']],
    ['我县未接收到公民、法人或其他组织提出的政府信息公开申请。', ['requests/received/total']],
    ['2024年无依申请公开事项。', ['requests/received/total']],
    ['收到申请若干，已全部依法答复。', ['requests/carried-out/total']],
    ['申请均已办结，无结转2025年继续办理的申请。', ['requests/carried-out/total']],
    ['无上年度结转申请。', ['requests/carried-in/total']],
    ['年内未出台行政规范性文件。', ['disclosure/normative/made']],
    ['无涉及政府信息公开的行政复议案件。', ['disputes/review/total']]
  ])('%s', (text, cells) => expect(rules(text)).toEqual(cells))

  it.each([
    '未收到书面提交的政府信息公开申请。',
    '未收到企业提出的政府信息公开申请。',
    '有12个单位全年未收到政府信息公开申请。',
    '未收到对政府信息公开申请答复的投诉举报。',
    '不予受理的政府信息公开申请均已说明理由，未受理的政府信息公开申请已归档。',
    '政府信息公开申请尚未全部答复。',
    '没有公民对政府信息公开申请答复提出异议。',
    '未发布规范性文件解读。'
  ])('is silent on %s', (text) => expect(rules(text)).toEqual([]))
})
