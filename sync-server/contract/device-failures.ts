import { again, type FailureRow, row } from './failure-row.ts'

/** What a device, a card or a slip of paper can be wrong with. */
export const deviceFailures = {
  'reader.not-connected': again(503, '读卡器未连接', '请检查读卡器的连接线和电源，接好后会自动恢复'),
  'reader.not-answering': again(504, '读卡器没有应答', '请稍候，系统正在重试；仍无应答请重新插拔读卡器'),
  'reader.out-of-service': row(503, '读卡器自检未通过，不能使用', '请更换读卡器，并联系运维人员'),
  'reader.not-pinned': row(409, '读卡器与本机登记的不是同一台', '请换回登记的读卡器，或由管理员重新登记'),
  'reader.protocol-error': again(502, '读卡器返回的数据有误', '请取走证件后重新放置；反复出现请检查连接线'),
  'reader.port-busy': again(409, '读卡器正被其他程序占用', '请关闭占用读卡器的程序'),
  'reader.unsupported': row(501, '不支持这种型号的读卡器', '请改用受支持的读卡器；确认报文格式后，可由管理员写入配置'),
  'card.removed': again(422, '证件在读取中被移开', '请重新放好证件，读取完成前请勿移动'),
  'card.not-identity-card': row(422, '这不是可识别的身份证件', '请取走此卡，放上本人的身份证件'),
  'card.chip-not-genuine': row(422, '证件芯片未通过验证', '请重新放置一次；仍不通过请走人工核验'),
  'card.unreadable': again(422, '证件读取失败', '请取走证件后重新放置'),
  'card.type-unknown': row(422, '暂不支持这种证件', '请改用其他证件，或走人工核验'),
  'card.content-invalid': row(422, '证件内容不完整或有误', '请核对证件；确有问题请走人工核验'),
  'chip-photo.undecodable': row(422, '芯片照片无法显示', '请由两名工作人员共同人工核对'),
  'printer.not-connected': again(
    503,
    '凭条打印机未连接',
    '请用手机扫描屏幕上的二维码；工作人员请检查打印机的连接线和电源',
  ),
  'printer.not-answering': again(504, '凭条打印机没有应答', '请用手机扫描屏幕上的二维码；工作人员请重新开启打印机'),
  'printer.paper-out': again(503, '凭条打印机缺纸', '请用手机扫描屏幕上的二维码；工作人员请换上新的纸卷'),
  'printer.cover-open': again(503, '凭条打印机的盖子没有合上', '请用手机扫描屏幕上的二维码；工作人员请合上盖子'),
  'printer.faulty': again(503, '凭条打印机有故障', '请用手机扫描屏幕上的二维码；工作人员请检查是否卡纸'),
  'camera.not-connected': again(503, '未找到摄像头', '请检查摄像头连接；也可走双人核验'),
  'camera.unknown': row(409, '摄像头与本机登记的不是同一台', '请换回登记的摄像头，或走双人核验'),
  'camera.black': again(503, '摄像头画面全黑', '请移开镜头前的遮挡、检查灯光；也可走双人核验'),
  'camera.frozen': again(503, '摄像头没有画面', '请重新插拔摄像头；也可走双人核验'),
} as const satisfies Record<string, FailureRow>
