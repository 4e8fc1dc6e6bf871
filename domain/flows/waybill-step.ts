import type { FlowInput } from '../flow/flow'

type Step = FlowInput['steps'][number]

/** Waybills that a person must look at: read in a chat and not certain, without the phone that the service wants, or ended without a signature (AC-097). */
export const waybillStep: Step = {
  id: 'waybill',
  title: '运单核实',
  owner: 'sales',
  aside: true,
  needs: [{ any: [{ holds: 'waybillProposed' }, { holds: 'waybillLost' }, { holds: 'phoneTailMissing' }] }],
  clock: { sla: '2h', again: '4h' },
  ladder: ['clerk_lead', 'director'],
  tasks: [
    {
      id: 'confirm-waybill',
      title: '核对运单',
      ask: '核对运单是不是这张订单的，号码和承运公司对不对',
      owner: 'sales',
      mayAlso: ['merchandiser', 'warehouse', 'logistics', 'clerk'],
      when: { holds: 'waybillProposed' },
      shows: ['goods', 'proposedWaybills'],
      inputs: [
        { id: 'carrier', label: '承运公司（要改才填）', type: 'text', words: ['承运', '快递', '物流'] },
        { id: 'trackingNumber', label: '运单号（要改才填）', type: 'text', words: ['运单', '单号'] },
        { id: 'packages', label: '件数', type: 'number', words: ['件数'] },
      ],
      actions: [
        { id: 'take', label: '没错，登记', style: 'primary', words: ['登记', '没错', '是', '对'] },
        { id: 'drop', label: '不是这张订单', style: 'danger', words: ['不是', '不对'] },
      ],
    },
    {
      id: 'lost',
      title: '运单失联',
      ask: '联系承运商核实：单号对不对、货在哪里；核实后点「继续跟踪」',
      owner: 'sales',
      mayAlso: ['merchandiser', 'logistics', 'clerk'],
      when: { holds: 'waybillLost' },
      shows: ['shipment', 'lostWaybills'],
      inputs: [
        { id: 'trackingNumber', label: '正确的运单号（要改才填）', type: 'text', words: ['运单', '单号'] },
        { id: 'carrier', label: '承运公司（要改才填）', type: 'text', words: ['承运', '快递', '物流'] },
        { id: 'phone4', label: '手机后四位（要改才填）', type: 'text', words: ['尾号', '后四位'] },
        { id: 'note', label: '核实情况', type: 'text', required: ['again', 'people'], words: ['情况'] },
      ],
      actions: [
        { id: 'again', label: '继续跟踪', style: 'primary', then: ['waybill:again'], words: ['继续跟踪', '已核实'] },
        { id: 'people', label: '改为人工跟踪', then: ['waybill:people'], words: ['人工跟踪'] },
      ],
    },
    {
      id: 'phone-tail',
      title: '查询尾号',
      ask: '这家快递查询要寄件人或收件人手机后四位',
      owner: 'sales',
      mayAlso: ['merchandiser', 'warehouse', 'logistics', 'clerk'],
      when: { holds: 'phoneTailMissing' },
      shows: ['shipment'],
      inputs: [{ id: 'phone4', label: '手机后四位', type: 'text', required: ['done'], words: ['尾号', '后四位'] }],
      actions: [
        { id: 'done', label: '提供尾号', style: 'primary', then: ['waybill:tail'], words: ['尾号'] },
        { id: 'people', label: '没有，人工跟踪', then: ['waybill:people'], words: ['没有', '人工跟踪'] },
      ],
    },
  ],
}
