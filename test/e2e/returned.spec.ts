import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAccountServer } from '../../build/demo/account-server.ts'
import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'returned', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

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

for (const [who, isSameBooks, words] of [
  ['a server with other keys', true, '服务器身份与本机登记不符，已停止上传'],
  ['a server that does not know this kiosk', false, '本机尚未登记'],
] as const) {
  test(`${who} gets nothing and the counter says so`, async ({ hall }) => {
    await hall.atHome()
    const dataDir = mkdtempSync(join(tmpdir(), 'hall-other-'))
    if (isSameBooks) cpSync(join(hall.demo.readyLine.data, 'server'), join(dataDir, 'server'), { recursive: true })
    rmSync(join(dataDir, 'server/keys'), { recursive: true, force: true })
    const other = await startAccountServer(dataDir)
    try {
      hall.demo.network.leadTo(other.url)
      await expect(hall.page.getByText(words).first()).toBeVisible({ timeout: 45_000 })
      await hall.counter.keep(isSameBooks ? '82-home-key-mismatch' : '83-blocked-not-enrolled')
    } finally {
      hall.demo.network.leadTo(hall.demo.server.url)
      await other.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
    await expect(hall.page.getByText(words).first()).toBeHidden({ timeout: 45_000 })
  })
}
