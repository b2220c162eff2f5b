import { makePage } from './page'
import type { Samples } from './sample'

/** One rule of the tables broken at a time, within a report and from one year to the next. */
export const tableSamples: Samples = {
  'T2-01': [{ values: { 'disclosure/normative/made': '三件' } }],
  'T2-02': [{ values: { 'disclosure/normative/made': '8', 'disclosure/normative/repealed': '1', 'disclosure/normative/valid': '6' } }],
  'T2-03': [{ values: { 'disclosure/regulations/valid': '6' } }],
  'T2-04': [
    { values: { 'disclosure/fees/amount': '4003622' } },
    { values: { 'disclosure/fees/amount': '500.5' }, lastYear: { 'disclosure/fees/amount': '5' } }
  ],
  'T2-05': [{ values: { 'disclosure/licensing/decisions': '12件' } }],
  'T2-06': [
    { unit: '甲市市场监督管理局', put: '甲市市场监督管理局的三项处理决定数量都填 0' },
    { values: { 'disclosure/penalty/decisions': '101' }, lastYear: { 'disclosure/penalty/decisions': '10' } }
  ],
  'T2o-01': [
    { year: 2019, values: { 'disclosure/licensing/change': '略减' } },
    {
      year: 2019,
      values: { 'disclosure/licensing/last-year': '6', 'disclosure/licensing/change': '减4', 'disclosure/licensing/decisions': '2' }
    }
  ],
  'T2o-02': [
    {
      year: 2019,
      values: { 'disclosure/normative/made': '9', 'disclosure/normative/opened': '9', 'disclosure/normative/public-total': '8' }
    }
  ],
  'T2o-03': [
    {
      year: 2019,
      values: { 'disclosure/normative/made': '113', 'disclosure/normative/opened': '88', 'disclosure/normative/public-total': '1156' }
    }
  ],
  'T2o-04': [{ year: 2019, values: { 'disclosure/penalty/last-year': '3', 'disclosure/penalty/change': '-4' } }],
  'T2o-05': [{ year: 2019, values: { 'disclosure/coercion/decisions': '2' } }],
  'T2o-06': [{ year: 2019, values: { 'disclosure/services/last-year': '2' } }],
  'T2o-07': [
    { year: 2019, values: { 'disclosure/procurement/projects': '6', 'disclosure/procurement/amount': '521500' } },
    { year: 2019, values: { 'disclosure/procurement/projects': '6' } },
    { year: 2019, values: { 'disclosure/procurement/projects': '6', 'disclosure/procurement/amount': '52.15元' } }
  ],
  'T3-01': [{ values: { 'requests/received/company': '-1' } }],
  'T3-02': [{ values: { 'requests/granted/total': '8' } }],
  'T3-03': [{ values: { 'requests/handled/person': '8' } }],
  'T3-04': [{ values: { 'requests/received/person': '11' } }],
  'T3-05': [{ values: { 'requests/handled/total': '8' }, shownAs: 'T3-03' }],
  'T3-06': [{ values: { 'requests/petition/legal': '' } }, { values: { 'requests/petition/legal': '/' } }],
  'T3-07': [
    {
      page: makePage({ '（一）予以公开': { 自然人: 9, 总计: null } }),
      put: '导入的报告“（一）予以公开”一行的总计空着'
    }
  ],
  'T3-08': [{ values: { 'requests/received/person': '0' } }],
  'T3-09': [
    { values: { 'requests/carried-out/person': '11' } },
    { values: { 'requests/granted/person': '4', 'requests/carried-out/person': '6' } }
  ],
  'T3-10': [{ values: { 'requests/granted/person': '8', 'requests/unpaid/person': '1' } }],
  'T4-01': [{ values: { 'disputes/review/upheld': '2', 'disputes/review/total': '3' } }],
  'T4-02': [{ values: { 'disputes/direct/total': '1' } }],
  'T4-03': [{ values: { 'disputes/after-review/pending': '1', 'disputes/after-review/total': '0' } }],
  'T4-04': [{ values: { 'disputes/review/other': '一' } }],
  'T4-05': [{ values: { 'disputes/after-review/upheld': '3' } }],
  'Y-01': [
    {
      values: { 'requests/received/person': '8', 'requests/carried-in/person': '2' },
      lastYear: { 'requests/carried-out/person': '3', 'requests/granted/person': '7' },
      put: '上年报告结转下年度 3 件，本年“二、上年结转政府信息公开申请数量”填 2'
    }
  ],
  'Y-02': [{ values: { 'disclosure/normative/valid': '470' }, lastYear: { 'disclosure/normative/valid': '698' } }],
  'Y-03': [{ year: 2020, values: { 'disclosure/fees/last-year': '35' }, lastYear: { 'disclosure/fees/last-year': '30' } }],
  'Y-04': [{ year: 2020, values: { 'disclosure/normative/public-total': '7' }, lastYear: {} }],
  'Y-05': [
    {
      year: 2021,
      values: { 'disclosure/normative/valid': '470' },
      lastYear: { 'disclosure/normative/public-total': '698', 'requests/carried-out/person': '3', 'requests/granted/person': '7' },
      put: '2020 年度“对外公开总数量”698、结转下年度 3 件，2021 年度“现行有效件数”填 470、上年结转填 0',
      shownAs: 'Y-01'
    }
  ],
  'Y-08': [
    { values: { 'disputes/review/upheld': '40' }, lastYear: { 'disputes/review/upheld': '2' } },
    { lastYear: { 'disputes/review/upheld': '51' } }
  ]
}
