import type { Pair } from './probe'

/** Wrong and not told yet: what is learned moves from here to its part. */
export const missedDenials: readonly Pair[] = [['quiet|town', '我局2024年依申请公开工作无新增。', 'N-10']]

export const missedFigures: readonly Pair[] = [
  ['county', '全年收到申请书面材料共{76|67}份，均为政府信息公开申请。', 'N-01'],
  ['county', '延续上年申请{4|5}件。', 'N-02'],
  ['county', '出具答复书{77|87}份。', 'N-03'],
  ['county', '办结申请77件，其中，主动公开或予以公开{33|38}件。', 'N-05'],
  ['county', '依申请公开情况：全年{76|67}件。', 'N-01']
]

export const missedSettings: readonly Pair[] = [['county', '收到申请76件，其中当事人撤回申请{3|30}件，予以公开33件。', 'N-05']]

export const missedWholes: readonly Pair[] = [['county', '全年发布信息800条，比上年640条增加{160|167}条。', 'Y-06']]

export const missedClerks: readonly Pair[] = [
  ['county', '人大代表建议21件、政协提案18件，{39|46}件全部办结。', 'N-13'],
  ['county', '培训人员{200|207}人次，县直部门120人次、乡镇80人次。', 'N-13'],
  ['county', '政策解读30个，图文解读{22|29}个，视频解读8个。', 'N-13'],
  ['county', '全年网站发布61条，微博发布20条，微信发布15条，三个平台共发布{96|103}条。', 'N-13'],
  ['county', '公开政府信息86条，工作动态类占{65.1|72.1}%（56条）。', 'N-12'],
  ['county', '收到申请76件，2024年12月收到的{3|8}件申请结转到下一年度办理。', 'N-04'],
  ['county', '办结77件，涉及商业秘密、个人隐私等第三方权益{2|12}件。', 'N-06'],
  ['county', '行政复议方面，因政府信息公开引起{9|16}件。', 'N-09'],
  ['town|bureau', '收到申请{6|10}件，没有企业及其他组织提出的申请。', 'N-10']
]
