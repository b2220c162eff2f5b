import { CELL_MARGIN, COPIES, COVER, DENSITIES, NOTE, PITCH, RULE, TABLE_GAP, TITLE } from '@/report/layout/paper'
import { packageHead, RELATIONS, relations } from '@/server/files/xml/package-head'

/** Lengths in Word: a twentieth of a point. */
export function twips(points: number): number {
  return Math.round(points * 20)
}

/** 156 mm and half a millimetre, as the margins leave them. */
export const PRINT_WIDTH = 8845

/** 22 lines on 225 mm. Rounded up it would be one twip too much: Word would move the last line to the next page. */
export const LINE = Math.floor(PITCH * 20)

export const WORD_NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${RELATIONS}"`

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** `standard` names the faces of GB/T 9704, `system` those every Chinese Windows has: without the former pages may run longer. */
export type WordFaces = 'standard' | 'system'

/** The parts of a .docx around its text; the arguments are XML already. */
export function packageParts(
  { title, unit, mark }: { title: string; unit: string; mark: string | undefined },
  faces: WordFaces
): Record<string, string> {
  const parts = [
    { id: 'styles', file: 'styles', type: 'styles' },
    { id: 'settings', file: 'settings', type: 'settings' },
    { id: 'fonts', file: 'fontTable', type: 'fontTable' },
    { id: 'footerOdd', file: 'footer-odd', type: 'footer' },
    { id: 'footerEven', file: 'footer-even', type: 'footer' },
    ...(mark ? [{ id: 'header', file: 'header', type: 'header' }] : [])
  ]
  return {
    ...packageHead(
      { path: 'word/document.xml', type: `${WORD_TYPE}.document.main+xml` },
      parts.map(({ file, type }) => ({ path: `word/${file}.xml`, type: `${WORD_TYPE}.${type}+xml` })),
      { title, author: unit }
    ),
    'word/_rels/document.xml.rels': relations(
      parts.map(({ id, file, type }) => ({ id, type: `${RELATIONS}/${type}`, target: `${file}.xml` }))
    ),
    'word/styles.xml': faces === 'system' ? withSystemFaces(STYLES) : STYLES,
    'word/settings.xml': SETTINGS,
    'word/fontTable.xml': fontTable(faces),
    'word/footer-odd.xml': footer('right'),
    'word/footer-even.xml': footer('left'),
    ...(mark ? { 'word/header.xml': header(mark) } : {})
  }
}

/** The page number stands outside, one character in from the edge. */
function footer(side: 'left' | 'right'): string {
  const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
  return `<w:ftr ${WORD_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:${side}="280"/><w:jc w:val="${side}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>${field('begin')}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('separate')}<w:r><w:t>1</w:t></w:r>${field('end')}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
}

function header(mark: string): string {
  return `<w:hdr ${WORD_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">${mark}</w:t></w:r></w:p></w:hdr>`
}

function fonts(name: string): string {
  return `<w:rFonts w:hint="eastAsia" w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`
}

function style(id: string, name: string, paragraph: string, run: string): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
}

function faceStyle(id: string, face: string): string {
  return `<w:style w:type="character" w:customStyle="1" w:styleId="${id}"><w:name w:val="${face}"/><w:rPr>${fonts(face)}</w:rPr></w:style>`
}

function size(halfPoints: number): string {
  return `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
}

/** The style of text in tables of a size, in points. */
export function tableStyle(points: number): string {
  return `TableText${points * 2}`
}

/** A cell keeps nothing free above and below its text: its row has the height it was set in. */
function tableText(points: number, pitch: number): string {
  const paragraph = `<w:spacing w:line="${twips(pitch)}" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`
  return style(tableStyle(points), `表格文字 ${points} 磅`, paragraph, `<w:spacing w:val="0"/>${size(points * 2)}`)
}

const TABLE_TEXTS = [...new Map(DENSITIES.map((density) => [density.size, density.pitch]))].map(([points, pitch]) =>
  tableText(points, pitch)
)

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="${RULE * 8}" w:space="0" w:color="000000"/>`)
  .join('')

// Office programs interpret the character grid of a section differently (LibreOffice: 27 characters), so the styles ignore
// it and set exact line height and character spacing: 28 characters of 16 pt on 156 mm. Latin text must not be marked as
// Chinese, or LibreOffice breaks numbers at the end of a line.
const STYLES = `<w:styles ${WORD_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋_GB2312')}${size(32)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:line="${LINE}" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="632"/><w:jc w:val="both"/></w:pPr><w:rPr><w:snapToGrid w:val="0"/><w:spacing w:val="-5"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="${twips(CELL_MARGIN.value)}" w:type="dxa"/><w:right w:w="${twips(CELL_MARGIN.value)}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${style(
  'Title',
  'Title',
  `<w:keepNext/><w:spacing w:line="${twips(TITLE.pitch)}" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`,
  `${fonts('方正小标宋简体')}<w:spacing w:val="0"/>${size(TITLE.size * 2)}`
)}${style(
  'Cover',
  '封面标题',
  `<w:spacing w:line="${twips(COVER.pitch)}" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`,
  `${fonts('方正小标宋简体')}<w:spacing w:val="0"/>${size(COVER.size * 2)}`
)}${style(
  'Copies',
  '抄送',
  `<w:spacing w:line="${twips(COPIES.pitch)}" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>`,
  `<w:spacing w:val="0"/>${size(COPIES.size * 2)}`
)}${style('Heading1', 'heading 1', '<w:keepNext/><w:keepLines/><w:outlineLvl w:val="0"/>', fonts('黑体'))}${TABLE_TEXTS.join('')}${style(
  'TableNote',
  '表注',
  `<w:spacing w:before="${twips(TABLE_GAP)}" w:line="${twips(NOTE.pitch)}" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/>`,
  `<w:spacing w:val="0"/>${size(NOTE.size * 2)}`
)}${style(
  'Header',
  'header',
  '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>',
  `${fonts('黑体')}<w:color w:val="737373"/><w:spacing w:val="160"/>`
)}${style(
  'Footer',
  'footer',
  '<w:spacing w:line="280" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/>',
  `${fonts('宋体')}<w:spacing w:val="0"/>${size(28)}`
)}${faceStyle('KaiTi', '楷体_GB2312')}${faceStyle('HeiTi', '黑体')}<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="年报表格"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr></w:style></w:styles>`

const SETTINGS = `<w:settings ${WORD_NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:balanceSingleByteDoubleByteWidth/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

/** The faces of the styles and what to take where they are not installed. */
const FACES = [
  { name: '仿宋_GB2312', substitute: '仿宋', family: 'modern' },
  { name: '楷体_GB2312', substitute: '楷体', family: 'modern' },
  { name: '方正小标宋简体', substitute: '宋体', family: 'auto' },
  { name: '黑体', substitute: 'SimHei', family: 'modern' },
  { name: '宋体', substitute: 'SimSun', family: 'auto' }
]

const STANDARD_FACES = FACES.slice(0, 3)

function fontTable(faces: WordFaces): string {
  const named = faces === 'system' ? FACES.filter((face) => !STANDARD_FACES.includes(face)) : FACES
  const fonts = named.map(
    ({ name, substitute, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${substitute}"/><w:charset w:val="86"/><w:family w:val="${family}"/></w:font>`
  )
  return `<w:fonts ${WORD_NAMESPACES}>${fonts.join('')}</w:fonts>`
}

function withSystemFaces(xml: string): string {
  return STANDARD_FACES.reduce((text, { name, substitute }) => text.replaceAll(name, substitute), xml)
}
