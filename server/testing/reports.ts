import type { Report } from '@/report/report'
import { RULES_VERSION } from '@/report/report'
import type { TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'

const prose = {
  preamble:
    '本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。数据统计期限为1月1日至12月31日，电子版可在县政府网站（https://www.example.gov.cn/zwgk/nb/index.html）查阅和下载。',
  general: '全年坚持“以公开为常态、不公开为例外”，公开的范围、程序和平台都有改进，群众查找信息更方便。',
  disclosure:
    '通过县政府网站、政务新媒体和政府公报三类渠道公开信息2168条，其中规划计划34条、财政预决算86条、重点民生项目152条、行政执法结果1896条。政策文件发布时同步解读，以图表、问答和短片解读21次；回应群众关切47件，平均用时两个工作日。',
  requests:
    '新收政府信息公开申请87件，办结83件，结转下年度继续办理4件。申请集中在征地补偿、房屋登记、工程招标三个方面；电话沟通、当面说明贯穿答复全过程，没有一件超过法定期限。',
  management: '制发行政规范性文件3件，废止1件，现行有效12件，全部在网站集中公布，并标明有效性。公开前的保密审查做到一件一审、留有记录。',
  platform: '县政府网站新设“办事一张图”专区，改版搜索栏目；新媒体账号由9个整合为5个。查阅场所3处，均配有自助终端和无障碍设施。',
  oversight: '把公开工作纳入年度考核，占分4%；开展社会评议1次，群众满意度为96.4%；没有需要追究责任的情形。',
  problems:
    '1.部分解读文字过长，图表偏少。改进办法是起草文件时同步写好解读提纲，由业务科室和新闻科室共同审定。\n2.基层人员变动快，业务不熟。改进办法是每季度集中培训一次，编写案例手册，由老同志带新同志。',
  'other-matters': '本年度未收取信息处理费。没有其他需要报告的事项。'
}

const parts = ['general', 'disclosure', 'requests', 'management', 'platform', 'oversight'] as const

/** A report nobody has written a word in. */
export function emptyReport(template: TemplateId): Report {
  return {
    unit: '青禾县人民政府办公室',
    year: template === 'F2019' ? 2019 : 2024,
    kind: 'department',
    template,
    rules: RULES_VERSION,
    values: {}
  }
}

/** A report with text in every part and a number in every cell. */
export function fullReport(template: TemplateId): Report {
  const report = emptyReport(template)
  const cells = openTemplate(template).cells.filter(({ role }) => role === 'input')
  const numbers = cells.map(({ at, kind }, i) => [
    at,
    kind === 'money' ? '4003622元' : kind === 'fee' ? '59237.2449' : String((i * 7) % 100)
  ])
  return {
    ...report,
    values: {
      ...Object.fromEntries(numbers),
      preamble: prose.preamble,
      ...Object.fromEntries(parts.map((part) => [`overview/${part}`, prose[part]])),
      problems: prose.problems,
      'other-matters': prose['other-matters']
    }
  }
}

/** Remarks in cells, notes below tables, numbers wider than their column. */
export function notedReport(template: TemplateId): Report {
  const report = fullReport(template)
  return {
    ...report,
    values: {
      ...report.values,
      'disclosure/normative/made': '22（其中修订16件）',
      'requests/received/person': '123456789012',
      'requests/granted/person': '55（含当面答复29件）',
      'disputes/direct/pending': '1234567',
      'disclosure/note': '注：规范性文件数量已与司法行政部门核对。',
      'requests/note': '注：含各乡镇受理的申请。',
      'disputes/note': '注：含上年度结转的案件。'
    }
  }
}

/** What somebody could type or paste to break a file: markup, controls, characters without a glyph, words without an end. */
export function hostileReport(template: TemplateId): Report {
  const report = fullReport(template)
  return {
    ...report,
    unit: '青禾县<人民政府>&"办公室"',
    values: {
      ...report.values,
      'overview/general': '<w:p>&amp;]]></w:t>\n#set page(fill: red)\\ $x$ *a* _b_ `c` {{ }} %d',
      'overview/disclosure': `https://www.example.gov.cn/${'abcdefghij'.repeat(1000)}`,
      'overview/requests': '永'.repeat(10_000),
      'overview/management': '\u0000\u0007\u001b\u200b\ufeff\ud800😀👨‍👩‍👧\ue000 עברית العربية 　“‘’”·—…',
      'disclosure/regulations/made': '详见附件'.repeat(500),
      'requests/granted/person': 'x'.repeat(3000),
      'requests/note': '<>&"\''
    }
  }
}
