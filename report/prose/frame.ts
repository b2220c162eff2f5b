/** Words that tell when, who and how many, and name nothing: 2024年度，我县共有…件. */
const FRAME =
  /20\d\d年(?:度)?|本年度?|今年(?:以来)?|全年|年度内|年内|年度|截至[^，。；]{0,8}?(?:年底|日)|(?:[全我本][省市县区州盟旗镇乡局委厅院办所站校社馆会]|[本我](?:机关|单位|部门|街道|中心|行政机关|镇政府|级))|各级(?:各部门)?|各部门|共计|共有|总共|合计|总计|累计|共|合|总|数量|件数|总数|总量|情况|方面|工作|[数量为是有的中内在里,，、：:“”"\s]/g

const NONE_SAID = /未|没有?|无|零|(?<=为|是)0|(?<![\d.])0(?=[件宗个份])/
/** None of it stands before what there is none of, or ends the clause. */
const ENDS_IN_NONE = /(?:无|零|没有|未发生|未产生|未收到|未出现|未涉及|为0|(?<![\d.])0)[件宗起例个份]?$/
const CAME = /^(?:未|没有?|无|零)(?:受理|收到|接到|发生|产生|出现|新增)/
const DENYING =
  /未有?|没有?|无|零|(?<![\d.])0|[暂尚从曾新再被由了过到起宗例件个份项次条一]|均|都|也|任何|相关|有关|各类|此类|收[到悉]?|接到|接收到?|受理|承接|登记|办理|处理|发生|产生|出现|存在|涉及|提[出交起]|递交|要求|事[项件]|业务|情形|记录|现象|[来信]件|[表类]/g
const ASKED =
  /公民、法人(?:和|或者?|及|以及)?(?:者)?其他组织|社会公众|公众|公民|群众|申请人|当事人|任何人|人|向|政府|政务|主动|依法|依|信息|公开|申请/g
const FILED =
  /行政|政策性|规范性文件|规章|和|或|及|与|、|制[定发作订]|印发|出台|颁布|制|废止|失效|宣布|修[订改]|任何|各类|文件|发布|新增|增/g

/** 本年度我县依申请公开共计: whether some words name applications, and besides only when, who and how many. */
export const namesRequestsAlone = (words: string): boolean =>
  /依申请公开|公开申请|申请公开/.test(words) && words.replace(ASKED, '').replace(ASKING, '').replace(FRAME, '') === ''
const ASKING = /各级|行政机关|提[出交]|递交|[件份]|事项/g

/** What a clause whose words are all known says there is none of; undefined where a word is left that may make it less than all. */
export function noneOf(clause: string, isOnRequests = false): 'requests' | 'documents' | undefined {
  const at = clause.search(NONE_SAID)
  if (at < 0) return undefined
  const named = Math.max(clause.lastIndexOf('申请'), clause.lastIndexOf('规范性文件'))
  if (named < 0 || (named < at && !ENDS_IN_NONE.test(clause) && !CAME.test(clause.slice(at)))) return undefined
  const isOfDocuments = clause.includes('规范性文件')
  const left = clause
    .replace(isOfDocuments ? FILED : ASKED, '')
    .replace(DENYING, '')
    .replace(FRAME, '')
  if (left !== '') return undefined
  if (isOfDocuments) return 'documents'
  return isOnRequests || /公开|信息/.test(clause) ? 'requests' : undefined
}
