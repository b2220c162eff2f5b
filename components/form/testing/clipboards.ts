import type { Copied } from '@/components/form/table/read-clipboard'

/** For tests: cells as office programs and browsers put them on the clipboard; what is in them is invented. */

/** Excel: classes in a style sheet, heights, `mso-` properties, a fragment within the page, and the same cells as text. */
export const excel = (rows: string, text = '', columns = ''): Copied => ({
  text,
  html: `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
@page
	{margin:.75in .7in .75in .7in;}
td
	{padding-top:1px;
	mso-ignore:padding;
	font-family:宋体;
	mso-generic-font-family:auto;
	vertical-align:middle;}
.xl65
	{text-align:center;
	border:.5pt solid windowtext;}
.xl66
	{display:none;}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=448 style='border-collapse:collapse;width:336pt'>
${columns}
<!--StartFragment-->
${rows}
<!--EndFragment-->
</table>
</body>
</html>`
})

/** WPS Spreadsheets: like Excel, with `et` classes and the number as an attribute. */
export const wps = (rows: string, text = ''): Copied => ({
  text,
  html: `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name="Generator" content="WPS Office ET"><style><!--.et2{mso-style-parent:style0;border:.5pt solid windowtext;}--></style></head>
<body><!--StartFragment--><table width="448" border="0" cellpadding="0" cellspacing="0" style='width:336.00pt;border-collapse:collapse;table-layout:fixed;'>
<col width="64" span="7" style='width:48.00pt;'>
${rows}
</table><!--EndFragment--></body></html>`
})

/** Word, and WPS Writer: each cell a paragraph with runs; an empty row at the end that only gives the widths. */
export const word = (rows: string, text = ''): Copied => ({
  text,
  html: `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:10.5pt;}
 table.MsoNormalTable {mso-style-name:普通表格;}
--></style></head>
<body lang=ZH-CN><!--StartFragment-->
<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-table-layout-alt:fixed'>
${rows}
<![if !supportMisalignedColumns]>
<tr height=0><td width=97 style='border:none'></td><td width=47 style='border:none'></td></tr>
<![endif]>
</table>
<!--EndFragment--></body></html>`
})

/** A cell of Word: each line a paragraph of its own. */
export const wordCell = (text: string, attributes = '') =>
  `<td width=64 ${attributes} style='width:48.0pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt'>${text
    .split('\n')
    .map((line) => `<p class=MsoNormal align=center><span lang=EN-US style='font-family:宋体'>${line}<o:p></o:p></span></p>`)
    .join('')}</td>`

/** LibreOffice Calc: upper or lower case by version, the value beside what is shown. */
export const libreOffice = (rows: string, text = ''): Copied => ({
  text,
  html: `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 7.4 (Linux)"/>
<style type="text/css">body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans"; font-size:x-small }</style></head>
<body><table cellspacing="0" border="0"><colgroup span="7" width="85"></colgroup>
${rows}
</table></body></html>`
})

/** A page of a web site, as a browser copies a selection of it. */
export const web = (body: string, text = ''): Copied => ({ text, html: `<meta charset='utf-8'>${body}` })

export const plain = (text: string): Copied => ({ html: '', text })

export const cells = (...texts: (string | number)[]) => texts.map((text) => `<td class=xl65>${text}</td>`).join('')
export const row = (...texts: (string | number)[]) => `<tr height=19 style='height:14.25pt'>${cells(...texts)}</tr>`
