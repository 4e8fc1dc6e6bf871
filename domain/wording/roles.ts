import type { RoleId } from '../company'

/** Roles as the company calls them. */
export const ROLE_NAMES: Record<RoleId, string> = {
  sales: '业务员',
  clerk: '客服员',
  clerk_lead: '客服主管',
  director: '营销总监',
  tech: '技术部',
  purchasing: '采购部',
  production: '生产部',
  qc: '质检部',
  warehouse: '仓库',
  finance: '财务',
  merchandiser: '跟单员',
  logistics: '物流',
  customer: '客户',
}
