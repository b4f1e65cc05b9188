import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAccountServer } from '../../build/demo/account-server.ts'
import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'returned', screen: { width: 1920, height: 1080 } } })

test('a document bound to another account comes back with words and waits in the work list', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await doErrand(hall, { phone: '10000007601', card: 'new-address', isFaceAllowed: false })
  await robot.sees('已授予高级认证')
  await robot.finish()
  await doErrand(hall, { phone: '10000007602', card: 'new-address', isFaceAllowed: false })
  await robot.sees('已退回，未授予')
  await expect(robot.page.getByText('该证件已绑定其他账号')).toBeVisible()
  await robot.keep('80-result-returned')
  const number = await robot.receiptNumber()
  expect(hall.ledger.entries(number)).toMatchObject([{ decision: 'returned' }])
  await robot.finish()
  const row = robot.page.getByRole('listitem').filter({ hasText: number })
  await expect(row).toContainText('该证件已绑定其他账号')
  await robot.keep('81-home-work-list')
  await row.getByRole('button', { name: '已处理' }).click()
  await expect(row).toBeHidden()
})

test('a server with other keys gets nothing and the counter says so', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-other-'))
  const other = await startAccountServer(dataDir)
  try {
    hall.demo.network.leadTo(other.url)
    await expect(robot.page.getByText('服务器身份与本机登记不符，已停止上传').first()).toBeVisible({ timeout: 45_000 })
    await robot.keep('82-home-key-mismatch')
  } finally {
    hall.demo.network.leadTo(hall.demo.server.url)
    await other.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
