/** Said where a report is compared with a sum: whose. */
export const tellSum = (units: readonly string[]): string =>
  units.length > 1 ? `上年数据为${units.join('、')}上一年度年报之和。` : `上年数据为${units[0]}上一年度的年报。`
