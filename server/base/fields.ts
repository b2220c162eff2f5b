import { z } from 'zod'
import { isCreditCode, tidyCreditCode } from '@/report/text/credit-code'

// What the fields of several forms must hold, with the sentence for what does not.

export const unitName = z
  .string()
  .trim()
  .min(2, '请填写单位的规范全称')
  .max(60, '单位名称最多 60 字')
  // Spreadsheets read = + - @ at the beginning as a formula.
  .regex(/^[\p{L}\p{N}]/u, '单位名称要以文字开头')

export const userName = z
  .string()
  .trim()
  .min(2, '用户名至少 2 个字符')
  .max(32, '用户名最多 32 个字符')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, '用户名只能用文字、字母、数字和 . _ -，以文字、字母或数字开头')

/** 姓名: of somebody, as histories print it. */
export const fullName = z
  .string()
  .trim()
  .min(1, '请填写姓名')
  .max(40, '姓名最多 40 个字符')
  .regex(/^\p{L}[\p{L}\p{M}·.\s-]*$/u, '姓名只能用文字和 ·')

/** 职务, or none. */
export const position = z
  .string()
  .trim()
  .max(40, '职务最多 40 个字符')
  .transform((text) => text || null)

/** A telephone number as people write it, with its area code and extension, or none. */
export const phone = z
  .string()
  .trim()
  .max(40, '电话最多 40 个字符')
  .regex(/^(?:[+(（]?\d[\d\s()（）－—-]{4,}(?:(?:转|ext\.?)\s*\d+)?)?$/u, '电话格式有误，如 0554-6641234 或 0554-6641234 转 8')
  .transform((text) => text || null)

export const email = z.union([
  z.literal('').transform(() => null),
  z.email('邮箱格式有误，如 name@example.cn').max(200, '邮箱最多 200 个字符')
])

/** 统一社会信用代码, or none. */
export const creditCode = z
  .string()
  .transform((text) => tidyCreditCode(text) || null)
  .refine((code) => code === null || isCreditCode(code), '统一社会信用代码有误：应为 18 位，末位是校验码，请核对')

/** A postal address, or none. */
export const address = z
  .string()
  .trim()
  .max(100, '地址最多 100 字')
  .transform((text) => text || null)

/** A page on the web, or none. */
export const webPage = z.union([
  z
    .string()
    .trim()
    .length(0)
    .transform(() => null),
  z
    .url({ protocol: /^https?$/, hostname: z.regexes.domain, error: '网址格式有误，如 https://www.example.gov.cn/nianbao' })
    .max(300, '网址最多 300 个字符')
])

/** 排序号, or none. */
export const precedence = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/, '排序号为 0 至 999999 的整数')
  .transform((text) => (text === '' ? null : Number(text)))

/** yyyy-mm-dd, or none. */
export const dayOrNone = z.union([z.literal('').transform(() => null), z.iso.date('日期格式有误，如 2025-03-01')])

/** 文号 of a decision, or nothing. */
export const documentNumber = z.string().trim().max(60, '文号最多 60 字')

/** yyyy-mm-dd, as a date field sends it. */
export const day = z.iso.date('请填写日期')

export const reportKind = z.enum(['department', 'government'], '请选择报告类型')
