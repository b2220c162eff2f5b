import type { Pair } from './probe'

/** Wrong and not told yet: what is learned moves from here to its part. */
export const missedDenials: readonly Pair[] = [['quiet|town', '我局2024年依申请公开工作无新增。', 'N-10']]

export const missedFigures: readonly Pair[] = [
  ['county', '全年收到申请书面材料共{76|67}份，均为政府信息公开申请。', 'N-01'],
  ['county', '延续上年申请{4|5}件。', 'N-02'],
  ['county', '出具答复书{77|87}份。', 'N-03'],
  ['county', '办结申请77件，其中，主动公开或予以公开{33|38}件。', 'N-05'],
  ['county', '收到申请76件，自然人申请占{70|60}件。', 'N-07'],
  ['county', '依申请公开情况：全年{76|67}件。', 'N-01']
]

export const missedSettings: readonly Pair[] = [['county', '收到申请76件，其中当事人撤回申请{3|30}件，予以公开33件。', 'N-05']]

export const missedWholes: readonly Pair[] = [
  ['county', '通过网站发布信息300条，通过微信发布500条，全年合计发布{800|900}条。', 'N-13'],
  ['county', '全年发布信息800条，比上年640条增加{160|167}条。', 'Y-06']
]
