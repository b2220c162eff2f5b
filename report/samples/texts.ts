import { makePage } from './page'
import type { Samples } from './sample'

const COPIED = [
  '本年度检查发现，专栏更新的间隔时长时短，解读材料以文字居多，群众读起来费力。',
  '新接手答复工作的同志对补正、征求意见等环节不熟，文书格式时有出入。',
  '档案室与业务股之间移交单据不全，查找旧文件往往要跑几个来回。',
  '今后把专栏更新列入每月例会，逐项销号，图解和短视频由各股轮流制作。',
  '答复文书统一制成样张，先由老同志带一季，再独立承办。',
  '移交单据改为一式两联，由档案室按季核对，年底汇总通报，缺漏的限期补齐。',
  '每季度请两名群众代表试读解读材料，读不懂的地方当场记下，退回原股重写。'
].join('')

const requests = (text: string) => ({ values: { 'overview/requests': text } })
const preamble = (text: string) => ({ values: { preamble: text } })

/** One rule of the prose broken at a time: numbers against the tables (N, Y) and wording (X). */
export const textSamples: Samples = {
  'N-01': [requests('全年收到政府信息公开申请11件。')],
  'N-02': [requests('收到政府信息公开申请10件，上年结转2件。')],
  'N-03': [requests('收到政府信息公开申请10件，按期办结8件。')],
  'N-04': [requests('办结政府信息公开申请9件，结转下年度继续办理2件。')],
  'N-05': [requests('办结政府信息公开申请9件，其中予以公开8件。')],
  'N-06': [requests('办结政府信息公开申请9件，本机关不掌握相关信息2件。'), requests('办结政府信息公开申请9件，信息不存在2件。')],
  'N-07': [requests('收到政府信息公开申请10件，其中自然人8件。')],
  'N-08': [
    {
      values: {
        'requests/granted/person': '5',
        'requests/partial/person': '2',
        'requests/petition/person': '1',
        'requests/else/person': '1',
        'overview/requests': '办结政府信息公开申请9件，其中予以公开5件、部分公开2件、其他处理1件。'
      }
    }
  ],
  'N-09': [requests('因政府信息公开被申请行政复议1件。')],
  'N-10': [requests('本年度未收到政府信息公开申请。')],
  'N-11': [{ values: { 'overview/management': '全年制发行政规范性文件2件。' } }],
  'N-12': [requests('办结政府信息公开申请9件，予以公开9件，占80%。')],
  'N-13': [{ values: { 'overview/disclosure': '全年公开信息100条，其中网站60条、微信公众号30条、微博20条。' } }],
  'N-14': [{ ...requests('全年收到政府信息公开申请约900件。'), shownAs: 'N-01' }],
  'N-15': [{ values: { 'other-matters': '收取信息处理费900元，其中甲科2件500元，乙科1件500元。' } }],
  'N-17': [{ values: { 'overview/platform': '微信公众号推送信息36条。年内通过微信公众号推送信息63条。' } }],
  'Y-06': [
    {
      ...requests('全年收到政府信息公开申请10件，同比增长20%。'),
      lastYear: { 'requests/received/person': '8', 'requests/granted/person': '8' },
      put: '上年新收 8 件，“依申请公开”写作“全年收到政府信息公开申请10件，同比增长20%。”'
    }
  ],
  'Y-07': [{ values: { problems: COPIED }, lastYear: { problems: COPIED }, put: '第五部分照抄上年报告' }],
  'X-01': [{ values: { 'other-matters': '' } }],
  'X-02': [
    preamble(
      '全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在问题及改进情况、其他需要报告的事项六个部分组成。'
    )
  ],
  'X-03': [{ values: { 'overview/platform': ' ' } }],
  'X-04': [preamble('统计期限为2023年1月1日至2023年12月31日。')],
  'X-05': [preamble('本报告依据国办公开办函〔2019〕60号编制。')],
  'X-06': [preamble('请与【联系机构】联系。'), preamble('如有疑问，请致电XX。')],
  'X-07': [{ values: { 'overview/management': '我委建立了审查制度。' } }],
  'X-08': [preamble('本报告包括概述、收费及减免情况等内容。')],
  'X-09': [{ values: { problems: '无。' } }, { values: { problems: '人手不足，经费紧张，基层调研次数偏少。' } }],
  'X-10': [{ values: { 'overview/general': '公'.repeat(1000) }, put: '“总述”写了 1000 字' }],
  'X-11': [{ values: { problems: '一些地区认识不到位，今后将加强指导。' } }],
  'X-12': [
    { values: { 'overview/oversight': '依照《中华人民共和国信息公开条例》开展考核。' } },
    { values: { 'overview/oversight': '部署考核,通报结果。' } }
  ],
  'X-13': [{ values: { 'overview/management': '档案封面标有“内部资料”字样。' } }],
  'X-14': [{ today: '2025-02-01', put: '部门报告到 2025 年 2 月 1 日仍未报送' }],
  'X-15': [{ page: makePage({}, { 行政规范性文件: '规范性文件' }), put: '导入的报告把“行政规范性文件”写成“规范性文件”' }],
  'X-16': [{ values: { 'overview/oversight': '一是更新专栏。三是开展培训。' } }],
  'X-17': [{ values: { problems: '今后将加强培训😀，补齐短板。' } }],
  'X-18': [
    {
      values: { problems: '全年收到{=requests/received/total}件，今后继续改进。', 'requests/received/company': '' },
      put: '文中引用新收申请的总计，表三“商业企业”一格空着'
    }
  ]
}
