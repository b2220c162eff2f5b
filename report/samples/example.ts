import { type Report, RULES_VERSION } from '@/report/report'
import { form2019 } from '@/report/templates/form-2019'

/** Cells of the example that are not 0. */
const figures: Readonly<Record<string, string>> = {
  'disclosure/normative/made': '113',
  'disclosure/normative/opened': '88',
  'disclosure/normative/public-total': '1156',
  'disclosure/procurement/projects': '11',
  'disclosure/procurement/amount': '4003622元',
  'requests/received/person': '86',
  'requests/received/welfare': '1',
  'requests/granted/person': '13',
  'requests/partial/person': '4',
  'requests/administrative-query/person': '1',
  'requests/not-held/person': '58',
  'requests/not-held/welfare': '1',
  'requests/must-create/person': '2',
  'requests/repeated/person': '2',
  'requests/other/person': '2',
  'requests/carried-out/person': '4'
}

/** The published figures told in our own words, with the contradictions between text and tables left in. */
const texts: Readonly<Record<string, string>> = {
  preamble:
    '根据《中华人民共和国政府信息公开条例》（国务院令第711号）、《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）和省政务公开主管部门关于编制2019年度报告的通知（皖政务办秘〔2019〕43号）编制本报告。全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。所列数据的统计期限自2019年1月1日起，至2019年12月31日止。报告电子版可在市人民政府网站查阅和下载。',
  'overview/general':
    '2019年，市政府办公室以新修订的政府信息公开条例施行为契机，坚持公开是常态、不公开是例外，把公开要求落到决策、执行、管理、服务和结果各个环节。',
  'overview/disclosure':
    '全年经政府网站、政务新媒体、政府公报等渠道主动公开信息18356条，其中重点领域11787条。机构改革后各公开主体的衔接要求已发文明确（淮府办秘﹝2019﹞19号），市直部门、县区和乡镇街道的公开目录逐级细化。\n就业、教育、医疗、养老等民生领域和重大项目、公共资源配置领域的内容按目录补齐；社会关注的电信诈骗、电梯加装等话题及时作出回应。',
  'overview/requests':
    '受理、办理、答复各环节进一步规范。全年经在线、信函、当面等途径收到公开申请87件，按时办结83件，结转下年度办理4件。办结的申请中，予以公开13件；部分公开4件；非本部门掌握、建议向其他单位申请58件；信息不存在2件；重复申请不予受理2件；其他处理2件。未发生行政复议被纠错和行政诉讼败诉的案件。',
  'overview/management':
    '政务公开科与保密机构共同负责发布前的审查，各科室谁制作谁审查、谁提供谁负责，依照《中华人民共和国保密法》实行自审、送审、终审三道程序。',
  'overview/platform':
    '对全市51家政府网站的新增内容实行敏感词实时检测，按《政府网站发展指引》规范域名，门户网站完成IPv6改造。统一信息资源库建成，网站、政务服务和热线数据完成清洗入库。',
  'overview/oversight':
    '3月起开展为期2个月的集中整改；对1-4月份、1-8月份、1-11月份的公开内容各评估一次，得分和排名分类通报。全年开展政策解读专项督查3次，决策预公开督查2次，依申请办理督查2次，年报督查1次，指南督查1次，结果均予通报。',
  'overview/further':
    '（六）新条例贯彻落实。5月起多渠道宣传新修订的条例，印发读本和宣传册3000余份，组织在线访谈1场、全市学习培训会4场、县区专题培训会1场，市本级公开指南和配套制度同步修订。',
  problems:
    '一是人手不足。专职人员中在编2名，另有3名为借调或购买服务人员，承担的其他工作较多。二是保障不够。专项经费需逐次申请，问责手段偏软，同类问题时有反复。三是到基层少，掌握情况以听汇报为主。四是培训以会代训，系统性不强。\n下一步，将再配备一名工作人员并加强培训；制定专门的经费和问责办法；结合基层政务公开标准化规范化工作深入县区调研；组织业务人员外出学习。',
  'other-matters': '26个试点领域的公开标准指引已在各县区、市直部门和乡镇街道推广使用，网站开设专题集中展示试点成果。'
}

/** 淮南市人民政府办公室 2019: the report the demonstration and the first-run guide start from. */
export const exampleReport: Report = {
  unit: '淮南市人民政府办公室',
  year: 2019,
  kind: 'department',
  template: form2019.id,
  rules: RULES_VERSION,
  values: {
    ...Object.fromEntries(form2019.cells.filter((cell) => cell.role === 'input').map((cell) => [cell.at, '0'])),
    ...figures,
    ...texts
  }
}
